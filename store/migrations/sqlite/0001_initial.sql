-- A booking's life (domain/src/booking/state.rs); what each state guarantees is checked on the table `booking`.
--
--   requested --agree--> agreed <-----> awaiting_payment --authorise--> held --deliver--> delivered --confirm--> capturing
--       |                  ^  |                |                          |                   |                    |    |
--       |                  |  +-- expired, ----+--------------------------+                   |            refuse_capture
--       +-- declined,      |      cancelled                               |                   +--- lose_hold --+   |    |
--           withdrawn,     +------------------- lose_hold ----------------+                                    v   v    |
--           expired                                                               capturing <--authorise-- action_needed|
--                                                                                                                       |
--                                                                           closed <--close-- paid <------capture-------+
--
-- Rules of every table: identifiers are UUID version 7 minted by the process; *_ms are milliseconds since 1970 in UTC, *_cents
-- are cents of a euro; no clock, default or trigger makes a business value. Both databases have the same tables.

create table account (
    id blob primary key,
    email text not null unique,
    name text not null,
    portrait text not null,
    password_hash text not null,
    lang text not null check (lang in ('fr', 'en')),
    confirmed_at_ms integer,
    created_at_ms integer not null
) strict;

-- Who operates the platform, above all lodges.
create table network_member (
    account_id blob primary key references account (id)
) strict;

-- Cookies: only the hash of the token is kept.
create table session (
    hash blob primary key,
    account_id blob not null references account (id),
    created_at_ms integer not null,
    expires_at_ms integer not null
) strict;
create index session_account on session (account_id);
create index session_expiry on session (expires_at_ms);

-- Mailed links, each good once.
create table link (
    hash blob primary key,
    account_id blob not null references account (id),
    purpose text not null check (purpose in ('confirm', 'reset', 'change_email')),
    new_email text check ((new_email is not null) = (purpose = 'change_email')),
    expires_at_ms integer not null
) strict;
create index link_account on link (account_id, purpose);

-- rates, policy and wanted are JSON: read and frozen as a whole, never asked about.
create table lodge (
    id blob primary key,
    slug text not null unique,
    of_town text not null,
    town text not null,
    territory_name text not null,
    state text not null check (state in ('recruiting', 'open')),
    coordinator_id blob not null references account (id),
    coordinator_since_ms integer not null,
    word text not null,
    phone text not null,
    rates text not null,
    policy text not null,
    wanted text not null,
    opened_at_ms integer not null
) strict;
create index lodge_coordinator on lodge (coordinator_id);

create table lodge_commune (
    lodge_id blob not null references lodge (id),
    insee text not null,
    position integer not null,
    primary key (lodge_id, insee)
) strict;
create index lodge_commune_insee on lodge_commune (insee);

create table provider (
    id blob primary key,
    account_id blob not null references account (id),
    lodge_id blob not null references lodge (id),
    slug text not null,
    name text not null,
    portrait text not null,
    adjectives text not null,
    presentation text not null,
    status text not null check (status in ('individual', 'micro_entrepreneur')),
    commune text not null,
    interviewed_by text not null,
    interviewed_at_ms integer not null,
    days integer not null check (days between 0 and 127),
    unique (lodge_id, slug)
) strict;
create index provider_account on provider (account_id);

-- search_text is folded: lower case, no accents, words apart by one space.
create table listing (
    id blob primary key,
    lodge_id blob not null references lodge (id),
    provider_id blob not null references provider (id),
    skill text not null,
    rate_cents integer not null check (rate_cents > 0),
    unit text not null check (unit in ('job', 'hour', 'day', 'slice')),
    description text not null,
    minutes integer not null check (minutes > 0),
    open integer not null check (open in (0, 1)),
    search_text text not null
) strict;
create index listing_lodge on listing (lodge_id, rate_cents);
create index listing_provider on listing (provider_id);
create virtual table listing_fts using fts5 (
    listing_id unindexed, search_text, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4'
);

-- The agreement's columns are there exactly from agreement on, unless the booking was freed. due_at_ms is when the request
-- expires, the payment is due or silence confirms.
create table booking (
    id blob primary key,
    lodge_id blob not null references lodge (id),
    resident_id blob not null references account (id),
    provider_id blob not null references provider (id),
    listing_id blob not null references listing (id),
    skill text not null,
    what text not null,
    address text not null,
    commune text not null,
    asked_start_ms integer,
    asked_minutes integer check (asked_minutes > 0),
    state text not null check (state in ('requested', 'agreed', 'awaiting_payment', 'held', 'delivered', 'capturing',
        'action_needed', 'paid', 'closed', 'declined', 'withdrawn', 'expired', 'cancelled')),
    version integer not null check (version >= 0),
    created_at_ms integer not null,
    quote_id blob references quote (id) deferrable initially deferred,
    content_hash text,
    price_cents integer check (price_cents > 0),
    coordinator_net_cents integer check (coordinator_net_cents between 0 and price_cents),
    shares text,
    rates text,
    policy text,
    slot_start_ms integer,
    slot_minutes integer check (slot_minutes > 0),
    coordinator_id blob references account (id),
    agreed_at_ms integer,
    payment_id blob references payment (id) deferrable initially deferred,
    capture_before_ms integer,
    due_at_ms integer,
    delivered_at_ms integer,
    confirmed_at_ms integer,
    paid_at_ms integer,
    ended_at_ms integer,
    ended_by text check (ended_by in ('resident', 'provider', 'coordinator', 'network', 'system')),
    constraint booking_asked check ((asked_start_ms is null) = (asked_minutes is null)),
    constraint booking_agreement check ((price_cents is not null) = (state in ('agreed', 'awaiting_payment', 'held',
        'delivered', 'capturing', 'action_needed', 'paid', 'closed'))),
    constraint booking_agreement_whole check (
        (quote_id is null) = (price_cents is null) and (content_hash is null) = (price_cents is null)
        and (coordinator_net_cents is null) = (price_cents is null) and (shares is null) = (price_cents is null)
        and (rates is null) = (price_cents is null) and (policy is null) = (price_cents is null)
        and (slot_start_ms is null) = (price_cents is null) and (slot_minutes is null) = (price_cents is null)
        and (coordinator_id is null) = (price_cents is null) and (agreed_at_ms is null) = (price_cents is null)),
    constraint booking_payment check (state = 'action_needed' or (payment_id is not null) = (state in ('awaiting_payment',
        'held', 'delivered', 'capturing', 'paid', 'closed'))),
    constraint booking_hold check ((capture_before_ms is not null) = (state in ('held', 'delivered', 'capturing'))),
    constraint booking_due check ((due_at_ms is not null) = (state in ('requested', 'agreed', 'awaiting_payment', 'delivered',
        'action_needed'))),
    constraint booking_delivered check ((delivered_at_ms is not null) = (state in ('delivered', 'capturing', 'action_needed',
        'paid', 'closed'))),
    constraint booking_confirmed check ((confirmed_at_ms is not null) = (state = 'capturing')),
    constraint booking_paid check ((paid_at_ms is not null) = (state in ('paid', 'closed'))),
    constraint booking_ended check ((ended_at_ms is not null) = (state in ('closed', 'declined', 'withdrawn', 'expired',
        'cancelled'))),
    constraint booking_ended_by check ((ended_by is not null) = (state = 'cancelled'))
) strict;
-- Once only: the same service is the same resident, provider and skill; what ended before delivery frees it.
create unique index booking_once on booking (resident_id, provider_id, skill)
    where state not in ('declined', 'withdrawn', 'expired', 'cancelled');
create index booking_resident on booking (resident_id);
create index booking_provider on booking (provider_id, state);
create index booking_lodge on booking (lodge_id, state);

-- The quarters of an hour a provider has promised; the primary key keeps two bookings apart.
create table provider_slot (
    provider_id blob not null references provider (id),
    cell integer not null,
    booking_id blob not null references booking (id),
    primary key (provider_id, cell)
) strict;
create index provider_slot_booking on provider_slot (booking_id);

-- What happened, append-only. The request, which opens a booking, has no from_state.
create table booking_event (
    id blob primary key,
    booking_id blob not null references booking (id),
    lodge_id blob not null references lodge (id),
    event text not null check (event in ('request', 'write', 'put_quote', 'end_quote', 'agree', 'decline', 'withdraw',
        'expire', 'start_payment', 'abandon_payment', 'authorise', 'lose_hold', 'cancel', 'deliver', 'confirm', 'capture',
        'refuse_capture', 'review', 'tip', 'close')),
    party text not null check (party in ('resident', 'provider', 'coordinator', 'network', 'system')),
    account_id blob references account (id),
    from_state text check (from_state in ('requested', 'agreed', 'awaiting_payment', 'held', 'delivered', 'capturing',
        'action_needed', 'paid', 'closed', 'declined', 'withdrawn', 'expired', 'cancelled')),
    to_state text not null check (to_state in ('requested', 'agreed', 'awaiting_payment', 'held', 'delivered', 'capturing',
        'action_needed', 'paid', 'closed', 'declined', 'withdrawn', 'expired', 'cancelled')),
    at_ms integer not null,
    constraint booking_event_opening check ((from_state is null) = (event = 'request') and (event <> 'request' or to_state = 'requested'))
) strict;
create index booking_event_booking on booking_event (booking_id, at_ms);
create index booking_event_lodge on booking_event (lodge_id, at_ms);
create index booking_event_at on booking_event (at_ms);

create table message (
    id blob primary key,
    booking_id blob not null references booking (id),
    author_id blob not null references account (id),
    party text not null check (party in ('resident', 'provider', 'coordinator')),
    on_behalf_of text check (on_behalf_of in ('resident', 'provider')),
    body text not null,
    at_ms integer not null,
    constraint message_on_behalf check (on_behalf_of is null or party = 'coordinator')
) strict;
create index message_booking on message (booking_id, at_ms);

create table quote (
    id blob primary key,
    booking_id blob not null references booking (id),
    author_id blob not null references account (id),
    party text not null check (party in ('resident', 'provider', 'coordinator')),
    unit_price_cents integer not null check (unit_price_cents > 0),
    unit text not null check (unit in ('job', 'hour', 'day', 'slice')),
    quantity integer not null check (quantity > 0),
    slot_start_ms integer not null,
    slot_minutes integer not null check (slot_minutes > 0),
    details text not null,
    state text not null check (state in ('open', 'agreed', 'replaced', 'declined', 'withdrawn', 'expired')),
    resident_signed_at_ms integer,
    provider_signed_at_ms integer,
    created_at_ms integer not null,
    expires_at_ms integer not null,
    constraint quote_signed check (state <> 'agreed' or (resident_signed_at_ms is not null and provider_signed_at_ms is not null))
) strict;
-- One quote on the table of a booking.
create unique index quote_open on quote (booking_id) where state = 'open';
create index quote_booking on quote (booking_id, created_at_ms);

create table payment (
    id blob primary key,
    booking_id blob not null references booking (id),
    kind text not null check (kind in ('authorization', 'tip')),
    amount_cents integer not null check (amount_cents > 0),
    status text not null check (status in ('pending', 'authorised', 'declined', 'abandoned', 'captured', 'voided')),
    session_id text unique,
    intent_id text unique,
    checkout_url text,
    checkout_expires_at_ms integer,
    capture_before_ms integer,
    decline_code text,
    captured_at_ms integer,
    created_at_ms integer not null,
    version integer not null check (version >= 0)
) strict;
create index payment_booking on payment (booking_id, created_at_ms);
-- One page at a time to tip on: two clicks do not make two.
create unique index payment_open_tip on payment (booking_id) where kind = 'tip' and status = 'pending';

-- Calls to the gateway, written before they are made; the identifier is the idempotency key.
create table attempt (
    id blob primary key,
    payment_id blob not null references payment (id),
    kind text not null check (kind in ('checkout', 'capture', 'void', 'refund')),
    amount_cents integer not null check (amount_cents > 0),
    params_hash text not null,
    status text not null check (status in ('pending', 'done', 'refused')),
    created_at_ms integer not null,
    finished_at_ms integer check ((finished_at_ms is null) = (status = 'pending')),
    outcome text
) strict;
-- One unsettled call of a kind for a payment, so that nothing is captured twice.
create unique index attempt_pending on attempt (payment_id, kind) where status = 'pending';
create index attempt_unsettled on attempt (created_at_ms) where status = 'pending';

-- Identifiers of the gateway's events that were taken in: each one once.
create table webhook_event (
    id text primary key,
    kind text not null,
    received_at_ms integer not null
) strict;

-- Double entry, append-only. Debits are positive, credits negative; each entry sums to zero.
create table ledger_entry (
    id blob primary key,
    kind text not null check (kind in ('capture', 'tip')),
    booking_id blob not null references booking (id),
    payment_id blob not null references payment (id),
    at_ms integer not null,
    unique (payment_id, kind)
) strict;
create index ledger_entry_booking on ledger_entry (booking_id);

create table ledger_posting (
    entry_id blob not null references ledger_entry (id),
    line integer not null,
    account text not null,
    amount_cents integer not null check (amount_cents <> 0),
    primary key (entry_id, line)
) strict;
create index ledger_posting_account on ledger_posting (account, amount_cents);

create table review (
    id blob primary key,
    booking_id blob not null references booking (id),
    author_id blob not null references account (id),
    party text not null check (party in ('resident', 'provider')),
    rating integer not null check (rating between 1 and 5),
    comment text not null,
    written_at_ms integer not null,
    published_at_ms integer,
    answer text,
    report text,
    reported_at_ms integer,
    report_settled_at_ms integer,
    unique (booking_id, party),
    constraint review_answer check (answer is null or published_at_ms is not null),
    constraint review_report check ((report is null) = (reported_at_ms is null)),
    constraint review_settled check (report_settled_at_ms is null or report is not null)
) strict;
create index review_published on review (published_at_ms) where published_at_ms is not null;
create index review_reported on review (reported_at_ms) where report is not null and report_settled_at_ms is null;

-- Work to do after the transaction that asked for it. A job is leased while it runs; whoever dies loses the lease.
create table job (
    id blob primary key,
    kind text not null,
    payload text not null,
    run_at_ms integer not null,
    leased_until_ms integer,
    attempts integer not null,
    last_error text,
    dedup text,
    state text not null check (state in ('pending', 'done', 'buried')),
    finished_at_ms integer check ((finished_at_ms is null) = (state = 'pending'))
) strict;
create unique index job_dedup on job (dedup) where state = 'pending';
create index job_due on job (run_at_ms) where state = 'pending';
create index job_buried on job (finished_at_ms) where state = 'buried';

-- History is written once.
create trigger booking_event_no_update before update on booking_event
    begin select raise(abort, 'booking_event is append-only'); end;
create trigger booking_event_no_delete before delete on booking_event
    begin select raise(abort, 'booking_event is append-only'); end;
create trigger ledger_entry_no_update before update on ledger_entry
    begin select raise(abort, 'ledger_entry is append-only'); end;
create trigger ledger_entry_no_delete before delete on ledger_entry
    begin select raise(abort, 'ledger_entry is append-only'); end;
create trigger ledger_posting_no_update before update on ledger_posting
    begin select raise(abort, 'ledger_posting is append-only'); end;
create trigger ledger_posting_no_delete before delete on ledger_posting
    begin select raise(abort, 'ledger_posting is append-only'); end;

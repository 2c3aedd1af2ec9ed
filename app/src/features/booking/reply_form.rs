//! A message in the conversation; a coordinator says in whose name.

use super::{
    api::{MissionView, WriteMessage},
    clear::clear_after,
    wording::{name_of, other_side},
};
use crate::{
    form::Form,
    i18n::use_lang,
    t,
    ui::{ErrorSummary, Select, Submit, TextArea},
};
use domain::{Party, booking::MESSAGE_MAX};
use leptos::{html::Div, prelude::*};

/// Writes in the conversation. Empties itself once the message is sent.
#[component]
pub(super) fn ReplyForm(
    /// As it was when the form was shown: names do not change.
    mission: MissionView,
) -> impl IntoView {
    let lang = use_lang();
    let b = mission.booking;
    let (r, p) = (b.resident.name.clone(), b.provider.name.clone());
    let coordinator = b.side == Party::Coordinator;
    let hint = if coordinator {
        t!(
            lang,
            booking.thread.message_hint_both,
            r = r.clone(),
            p = p.clone()
        )
    } else {
        t!(
            lang,
            booking.thread.message_hint,
            name = name_of(&b, other_side(b.side))
        )
    };
    let names = vec![
        ("self".to_owned(), t!(lang, booking.thread.as_me)),
        (
            Party::Resident.code().to_owned(),
            t!(lang, booking.thread.as_side, name = r),
        ),
        (
            Party::Provider.code().to_owned(),
            t!(lang, booking.thread.as_side, name = p),
        ),
    ];
    let (action, place) = (ServerAction::<WriteMessage>::new(), NodeRef::<Div>::new());
    clear_after(action, place);
    view! {
        <div node_ref=place>
            <Form action class="thread__reply">
                <input type="hidden" name="booking" value=b.id.to_string()/>
                <ErrorSummary/>
                {coordinator
                    .then(|| {
                        view! {
                            <Select
                                name="on_behalf_of"
                                label=t!(lang, booking.thread.on_behalf_of)
                                options=names
                                selected="self"
                            />
                        }
                    })}
                <TextArea name="message" label=t!(lang, booking.thread.message) hint rows=3 maxlength=MESSAGE_MAX/>
                <div class="buttons"><Submit>{t!(lang, booking.thread.send)}</Submit></div>
            </Form>
        </div>
    }
}

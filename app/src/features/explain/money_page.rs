//! *Où vont mes sous*: the shares of three prices, computed by the rule itself.

use crate::{
    i18n::use_lang,
    meta::PageMeta,
    t,
    ui::{CoinsBar, CoinsForm},
};
use domain::{
    Cents,
    commission::{CommissionRates, Shares},
    format,
};
use leptos::prelude::*;

/// `/ou-vont-mes-sous`
#[component]
pub fn MoneyPage() -> impl IntoView {
    let lang = use_lang();
    let examples = [Cents(1_300), Cents(2_500), Cents(6_000)]
        .map(|price| Shares::of(price, CommissionRates::default()));
    view! {
        <PageMeta title=t!(lang, common.where_money_goes) description=t!(lang, explain.money_lead)/>
        <div class="page page--reading">
            <header class="page-head">
                <h1>{t!(lang, common.where_money_goes)}</h1>
                <p class="lead">{t!(lang, explain.money_lead)}</p>
            </header>
            {examples
                .map(|shares| {
                    view! {
                        <section class="card explain-part">
                            <CoinsBar
                                shares
                                provider=t!(lang, explain.your_neighbour)
                                coordinator=t!(lang, explain.your_coordinator)
                                form=CoinsForm::Large
                                caption=t!(lang, explain.for_price, price = format::money_short(lang, shares.price))
                            />
                            <p class="quiet">
                                {t!(lang, explain.of_which_vat, vat = format::money(lang, shares.vat()), net = format::money(lang, shares.commission_net()))}
                            </p>
                        </section>
                    }
                })
                .collect_view()}
            <section class="explain-part">
                <h2>{t!(lang, explain.money_rule)}</h2>
                <p>{t!(lang, explain.money_rule_text)}</p>
            </section>
            <section class="explain-part">
                <h2>{t!(lang, explain.money_when)}</h2>
                <p>{t!(lang, explain.money_when_text)}</p>
            </section>
            <section class="explain-part">
                <h2>{t!(lang, explain.money_tip)}</h2>
                <p>{t!(lang, explain.money_tip_text)}</p>
            </section>
        </div>
    }
}

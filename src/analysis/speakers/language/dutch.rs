//! Dutch words by class, in the form of the English table.
//!
//! Verbs: "de directe rede", Algemene Nederlandse Spraakkunst (<https://e-ans.ivdnt.org>), 26.4.

use crate::analysis::speakers::lexicon::{Class, Row};

/// All rows.
pub(super) const ROWS: &[Row] = &[
    (
        Class::SAY,
        "zegt zei zeggen zeiden gezegd vertelt vertelde verklaart verklaarde schrijft schreef vindt vraagt vroeg antwoordt antwoordde benadrukt benadrukte meldt meldde waarschuwt waarschuwde vervolgt vervolgde besluit legt lacht zucht reageert reageerde stelt stelde meent meende klinkt aldus",
    ),
    (Class::NAME, "noemt noemde noemen spreekt sprak"),
    (
        Class::WORDS,
        "verklaring brief bericht interview toespraak woorden",
    ),
    (
        Class::AUXILIARY,
        "is zijn was waren heeft hebben had hadden wordt worden werd werden zal zou kan kon moet mag niet er zich hem haar hun",
    ),
    (
        Class::ADVERB,
        "ook nog al dan toen nu hier daar later eerder vandaag gisteren morgen weer wel maar dus daarom toch",
    ),
    (Class::PRONOUN, "hij zij ze het ik wij we je u men"),
    (Class::HE, "hij hem"),
    (Class::SHE, "zij ze haar"),
    (
        Class::DETERMINER,
        "de het een deze dit die dat zijn haar hun ons onze mijn veel enkele alle geen",
    ),
    (
        Class::PREPOSITION,
        "van in op aan met voor door bij naar uit over onder tegen tussen zonder sinds tijdens na om te tot",
    ),
    (Class::CONJUNCTION, "en of maar want"),
    (Class::RELATIVE, "die dat wie wat"),
    (
        Class::SUBORDINATOR,
        "als toen terwijl omdat dat of hoewel nadat voordat zoals",
    ),
    (Class::TITLE, "meneer mevrouw dhr mevr dr prof minister"),
    (Class::ABBREVIATION, "dhr mevr dr prof mr drs ir bijv o.a"),
    (Class::MALE, "meneer dhr"),
    (Class::FEMALE, "mevrouw mevr"),
    (
        Class::ROLE,
        "woordvoerder woordvoerster minister wethouder burgemeester voorzitter directeur onderzoeker hoogleraar buurman buurvrouw bewoner politie regering gemeente ministerie",
    ),
    (Class::ACCORDING, "volgens"),
    (
        Class::TIME,
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus september oktober november december",
    ),
    (Class::PARTICLE, "van der den de ter ten"),
];

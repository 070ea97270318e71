//! German words by class, in the form of the English table.
//!
//! Verbs: "Verben des Sagens und Denkens", Duden: Die Grammatik (2016), on direct speech.

use crate::analysis::speakers::lexicon::{Class, Row};

/// All rows.
pub(super) const ROWS: &[Row] = &[
    (
        Class::INDIRECT,
        "sei seien habe gehe gehöre müsse könne solle wolle dürfe werde stehe komme gebe lasse bleibe handele handle mache führe brauche",
    ),
    (
        Class::SAY,
        "sagte sagt sagten sagen gesagt erklärte erklärt erklärten erläuterte erläutert betonte betont meinte meint ergänzte ergänzt fügte schrieb schreibt geschrieben berichtete berichtet teilte kritisierte kritisiert warnte warnt fragte fragt antwortete antwortet forderte fordert kündigte kündigt hieß heißt äußerte äußert verkündete verkündet behauptete behauptet versicherte versichert verriet verrät erzählte erzählt bestätigte bestätigt mahnte mahnt räumte räumt widerspricht widersprach lobte lobt beklagte beklagt klagte klagt bilanzierte rief ruft kommentierte kommentiert entgegnete unterstrich hob begründete begründet resümierte urteilte findet fand glaubt weiß scherzte schwärmte schwärmt twitterte postete zitierte zitiert nannte nennt lautete lautet so",
    ),
    (
        Class::NAME,
        "bezeichnete bezeichnet bezeichneten nannte nennt nannten warf wirft verurteilt verurteilte beschrieb beschreibt sprach spricht gesprochen beschuldigte wertete rechtfertigte sieht sah spreche bezeichne nenne will würdigte würdigt lobte",
    ),
    (
        Class::WORDS,
        "erklärung mitteilung interview brief rede stellungnahme beitrag aussage worte",
    ),
    (
        Class::AUXILIARY,
        "ist sind war waren hat haben hatte hatten wird werden wurde wurden nicht sich habe sei ihm ihr ihnen",
    ),
    (
        Class::ADVERB,
        "darin damit dabei daran darauf davon dafür deshalb daher darum trotzdem dennoch allerdings inzwischen mittlerweile anschließend schließlich zunächst hier dort schön gut klar genau wohl doch auch dann später zuvor weiter außerdem zudem jedoch aber noch nun jetzt bereits gestern heute so dazu daraufhin zugleich laut erneut hingegen dagegen",
    ),
    (Class::PRONOUN, "er sie es ich wir man ihr"),
    (Class::HE, "er ihm ihn sein"),
    (Class::SHE, "sie ihr"),
    (
        Class::DETERMINER,
        "der die das den dem des ein eine einer eines einem einen dieser diese dieses jeder jede jedes jeden jedem alle manche solche kein keine keinen keiner sein seine ihr ihre viele einige mehrere",
    ),
    (
        Class::PREPOSITION,
        "von vom für in im an am auf aus bei beim mit nach zu zum zur über unter vor hinter gegen durch um ohne zwischen seit während wegen trotz als",
    ),
    (Class::CONJUNCTION, "und oder aber denn sondern"),
    (Class::RELATIVE, "welcher welche dessen deren"),
    (
        Class::SUBORDINATOR,
        "wenn als während weil dass ob obwohl nachdem bevor bis da wie",
    ),
    (
        Class::TITLE,
        "herr frau dr prof präsident präsidentin kanzler kanzlerin minister ministerin trainer",
    ),
    (
        Class::ABBREVIATION,
        "dr prof z.b d.h u.a bzw ca nr str usw inkl evtl ggf st",
    ),
    (Class::MALE, "herr"),
    (Class::FEMALE, "frau"),
    (
        Class::ROLE,
        "sprecher sprecherin präsident präsidentin kanzler kanzlerin minister ministerin bürgermeister trainer coach experte expertin analyst polizei regierung ministerium kremlchef",
    ),
    (Class::ACCORDING, "laut zufolge"),
    (
        Class::TIME,
        "montag dienstag mittwoch donnerstag freitag samstag sonntag sonnabend januar februar märz april mai juni juli august september oktober november dezember",
    ),
    (Class::PARTICLE, "von van zu der den de"),
];

//! The sections that a pack may have: what can be said of a language. A new kind of fact is a row here.

/// What a language says in one section of its pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Section {
    /// The most frequent words of a running text, by which the language is told: eight bytes at most.
    Frequent,
    /// Letters by which a short text shows its language: most languages of the packs lack them.
    Letter,
    /// Verb of saying that takes any quotation: "said", "wrote", "tweeted".
    Say,
    /// Infinitive or plain form of a verb of saying: "say", "tell".
    ToSay,
    /// Participle of a verb of saying: "saying", "adding".
    Saying,
    /// Plural verb of saying that names a body behind its preposition where it has no subject: "отметили в".
    Many,
    /// Verb that can report words as part of its sentence: "called", "promised", "blasted".
    Calls,
    /// Participle of such a verb: "calling", "blaming".
    Calling,
    /// Past participle of a verb of saying that reports only behind its auxiliary: "ha dicho".
    Said,
    /// The same of a verb that reports words as part of its sentence: "a qualifié".
    Called,
    /// Noun for something said or written: "statement", "tweet", "claim".
    Words,
    /// Verb that reports what somebody holds, if nothing else in the sentence reports: "sees", "wants".
    Holds,
    /// Verb that reports only with a particle: "shot back", "went on", "put it".
    Phrasal,
    /// Verb that gives a name when a quotation follows at once: "called", "titled".
    Titled,
    /// Verb form that is a plural noun as well: "states", "claims".
    AlsoNoun,
    /// Verb of saying behind which a name is the subject, since it takes no person as its object: "said".
    Inverts,
    /// Verb of saying that makes a whole sentence with its subject, nothing being quoted: "agreed", "replied".
    Alone,
    /// Noun before words that are a name, a title or a term: "the word", "the novel", "die Zeitung".
    Term,
    /// Pronoun or predicate for no person: "it", "można".
    Thing,
    /// Verb form of indirect speech: the German Konjunktiv I, "sei", "habe".
    Indirect,
    /// Forms of "be": before a verb of naming they make a passive.
    Be,
    /// Auxiliaries and "not".
    Auxiliary,
    /// Adverbs that stand between subject and verb.
    Adverb,
    /// Pronoun that can be the subject.
    Pronoun,
    /// Pronoun for a man: "he".
    He,
    /// Pronoun for a woman: "she".
    She,
    /// Article, possessive, demonstrative, quantity.
    Determiner,
    /// Article before a noun that means somebody known: "the", "el", "il".
    Definite,
    /// Article or its like in a form that no subject has: "den", "dem", "des".
    Oblique,
    /// Pronoun by which a verb turns back on its subject: "se", "sich".
    Reflexive,
    /// Preposition.
    Preposition,
    /// "and", "or", "but".
    Conjunction,
    /// "who", "which", "that".
    Relative,
    /// "when", "while", "because": opens a clause that is not the main one.
    Subordinator,
    /// Form of address before a name: "Mr.", "Dr.", "Sen.".
    Title,
    /// Title that belongs to the name, "King", "Pope", or is a name or another word as well: in a label it is
    /// no form of address.
    KeptTitle,
    /// Abbreviation whose full stop ends no sentence.
    Abbreviation,
    /// What somebody is: "spokesman", "minister", "official".
    Role,
    /// The same in a language with cases, in the nominative alone: it can only be a subject.
    Office,
    /// "according" and its like: a source follows.
    According,
    /// Preposition that opens a sentence with whose view it gives: "pour", "secondo".
    View,
    /// Word that opens a sentence which gives the words before it to somebody: "lo ha detto", "così".
    Recalls,
    /// Part of a day, span of time: "morning", "week", "ago".
    Time,
    /// Day of the week; here as with months an abbreviation has its full stop, so that the name Jan is
    /// no month. Source: Unicode CLDR, `dates/calendars/gregorian`.
    Weekday,
    /// The months, January to December, a line each, in the forms in which dates have them.
    Month,
    /// Other common verbs, so that they are not taken for nouns.
    Verb,
    /// Particle inside names: "de", "van", "bin".
    Particle,
    /// Small word inside the name of an office: "Secretary of State".
    OfficeWord,
    /// Title or given name of a man.
    Male,
    /// Title or given name of a woman.
    Female,
    /// Words by which somebody speaks of themselves: pronouns, and verb forms where pronouns are dropped.
    FirstPerson,
    /// Words by which somebody speaks to the hearer; in capitals where only those do ("Sie").
    SecondPerson,
    /// Label that says that its bearer asks: "question", "q".
    Asks,
    /// Label that says that its bearer answers: "answer", "a".
    Answers,
    /// Who asks for a living: "reporter", "host".
    Asker,
    /// Label of what is played between the turns of a talk, or of who is no party to it: "announcer".
    Clip,
    /// What a guest says on arrival: "for having me".
    GuestThanks,
    /// What stands before the name of somebody who is about to be interviewed: "sat down with".
    PresentsNext,
    /// What stands behind that name: "joins us".
    PresentsLast,
    /// What stands right before the name of somebody who presents others: "my name is".
    PresentsSelf,
    /// What stands behind the name in a sentence that says who somebody is: "is", "was".
    IsSomebody,
    /// Last word of a question that only wants assent: "right?".
    Tag,
    /// What opens a sentence that gives the view of whoever the one before is about: "à ses yeux".
    TheirView,
    /// What a headline says of a story that is a talk: "interview", "five questions".
    Talk,
    /// Words that open a line before a colon and name no speaker: editors' notes, credits, service lines.
    NeverSpeaks,
    /// Word that begins a sentence or a heading and no name: articles, pronouns, counting words.
    Opener,
    /// Dash that opens speech at the head of a line or a sentence; a comma where the reporter's words about
    /// such speech may follow one.
    Dash,
    /// Heading that whole trades share: "conclusion", "what's next".
    StockHeading,
    /// Phrase that opens a byline: "by", "written by".
    Byline,
    /// Word that does so before a colon alone, as the field of a record: "author", "text".
    BylineField,
    /// Word between two authors that stands in no name: "and".
    Joins,
    /// The same where names hold it as well (Ortega y Gasset): whole names stand on both sides.
    JoinsInNames,
    /// Phrase between an author and the paper: "for", "special to".
    WroteFor,
    /// Word between an author and the place: "in".
    WritesIn,
    /// What somebody is who writes: "editor", "correspondent"; with a hyphen the last part of a compound.
    Post,
    /// What may stand behind a name and belongs to it: "jr".
    NameSuffix,
    /// What may stand behind a name and does not: "phd".
    Degree,
    /// Phrase that opens a notice that a story was wrong, before its mark: "correction", "clarification".
    Correction,
    /// Phrase that opens a line with a date: "updated", "first published".
    Dated,
    /// Word that stands beside a date without being prose: "at", "Uhr".
    DateWord,
    /// Line that opens a page: "table of contents". A phrase of this and the next three sections is a whole
    /// line; one that ends in `…` begins it, one that begins with `…` ends it, and `follow … on` does both.
    OpensPage,
    /// Line that closes a page: "leave a comment".
    ClosesPage,
    /// Line that stands beside a text, wherever: "advertisement", "read more: …".
    BesideText,
    /// Words under a picture: "photo: …".
    Caption,
    /// Word before a colon in brackets that name the source of a picture: "credit".
    Credit,
    /// Word that opens a question which is a heading: "what".
    QuestionWord,
    /// Kind of story, before a colon or a stroke: "opinion".
    Kind,
    /// Beginning of the heading of a part that many stories have: "about the author".
    Part,
    /// What is said at the end of a story: "first appeared".
    Leave,
    /// Word that papers, magazines and agencies are called by: "courier".
    Paper,
    /// The same where it is the end of the name: "新聞".
    PaperEnding,
    /// Article that opens the name of a paper, and hardly ever of a person.
    PaperArticle,
    /// Place whose name opens with an article.
    ArticlePlace,
    /// Small word inside the name of a paper.
    PaperParticle,
    /// Word that has a capital in a title and stands in no name.
    TitleWord,
    /// What the language does that others do not: names of [`Habit`](crate::language::Habit).
    Habit,
    /// Sentences and who speaks in them, `sentence => speaker` or `=> nobody`: each is a test.
    Try,
}

/// How the entries of a section stand on its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Words, a blank between two. One that opens with a hyphen is the last part of compounds and stands
    /// for all of them, where compounds are one word: "-minister".
    Words,
    /// Phrases, a `|` between two or each on a line of its own.
    Phrases,
    /// A sentence a line.
    Sentences,
}

/// All sections in the order of [`Section`], with their form and the name that a pack gives them.
pub const SECTIONS: &[(Section, Form, &str)] = {
    use Form::{Phrases, Sentences, Words};
    &[
        (Section::Frequent, Words, "frequent"),
        (Section::Letter, Words, "letter"),
        (Section::Say, Words, "say"),
        (Section::ToSay, Words, "to-say"),
        (Section::Saying, Words, "saying"),
        (Section::Many, Words, "many"),
        (Section::Calls, Words, "calls"),
        (Section::Calling, Words, "calling"),
        (Section::Said, Words, "said"),
        (Section::Called, Words, "called"),
        (Section::Words, Words, "words"),
        (Section::Holds, Words, "holds"),
        (Section::Phrasal, Words, "phrasal"),
        (Section::Titled, Words, "titled"),
        (Section::AlsoNoun, Words, "also-noun"),
        (Section::Inverts, Words, "inverts"),
        (Section::Alone, Words, "alone"),
        (Section::Term, Words, "term"),
        (Section::Thing, Words, "thing"),
        (Section::Indirect, Words, "indirect"),
        (Section::Be, Words, "be"),
        (Section::Auxiliary, Words, "auxiliary"),
        (Section::Adverb, Words, "adverb"),
        (Section::Pronoun, Words, "pronoun"),
        (Section::He, Words, "he"),
        (Section::She, Words, "she"),
        (Section::Determiner, Words, "determiner"),
        (Section::Definite, Words, "definite"),
        (Section::Oblique, Words, "oblique"),
        (Section::Reflexive, Words, "reflexive"),
        (Section::Preposition, Words, "preposition"),
        (Section::Conjunction, Words, "conjunction"),
        (Section::Relative, Words, "relative"),
        (Section::Subordinator, Words, "subordinator"),
        (Section::Title, Words, "title"),
        (Section::KeptTitle, Words, "kept-title"),
        (Section::Abbreviation, Words, "abbreviation"),
        (Section::Role, Words, "role"),
        (Section::Office, Words, "office"),
        (Section::According, Words, "according"),
        (Section::View, Words, "view"),
        (Section::Recalls, Words, "recalls"),
        (Section::Time, Words, "time"),
        (Section::Weekday, Words, "weekday"),
        (Section::Month, Words, "month"),
        (Section::Verb, Words, "verb"),
        (Section::Particle, Words, "particle"),
        (Section::OfficeWord, Words, "office-word"),
        (Section::Male, Words, "male"),
        (Section::Female, Words, "female"),
        (Section::FirstPerson, Words, "first-person"),
        (Section::SecondPerson, Words, "second-person"),
        (Section::Asks, Words, "asks"),
        (Section::Answers, Words, "answers"),
        (Section::Asker, Words, "asker"),
        (Section::Clip, Phrases, "clip"),
        (Section::GuestThanks, Phrases, "guest-thanks"),
        (Section::PresentsNext, Phrases, "presents-next"),
        (Section::PresentsLast, Phrases, "presents-last"),
        (Section::PresentsSelf, Phrases, "presents-self"),
        (Section::IsSomebody, Phrases, "is-somebody"),
        (Section::Tag, Words, "tag"),
        (Section::TheirView, Phrases, "their-view"),
        (Section::Talk, Phrases, "talk"),
        (Section::NeverSpeaks, Phrases, "never-speaks"),
        (Section::Opener, Words, "opener"),
        (Section::Dash, Words, "dash"),
        (Section::StockHeading, Phrases, "stock-heading"),
        (Section::Byline, Phrases, "byline"),
        (Section::BylineField, Phrases, "byline-field"),
        (Section::Joins, Words, "joins"),
        (Section::JoinsInNames, Words, "joins-in-names"),
        (Section::WroteFor, Phrases, "wrote-for"),
        (Section::WritesIn, Words, "writes-in"),
        (Section::Post, Words, "post"),
        (Section::NameSuffix, Words, "name-suffix"),
        (Section::Degree, Words, "degree"),
        (Section::Correction, Phrases, "correction"),
        (Section::Dated, Phrases, "dated"),
        (Section::DateWord, Words, "date-word"),
        (Section::OpensPage, Phrases, "opens-page"),
        (Section::ClosesPage, Phrases, "closes-page"),
        (Section::BesideText, Phrases, "beside-text"),
        (Section::Caption, Phrases, "caption"),
        (Section::Credit, Phrases, "credit"),
        (Section::QuestionWord, Words, "question-word"),
        (Section::Kind, Phrases, "kind"),
        (Section::Part, Phrases, "part"),
        (Section::Leave, Phrases, "leave"),
        (Section::Paper, Words, "paper"),
        (Section::PaperEnding, Words, "paper-ending"),
        (Section::PaperArticle, Words, "paper-article"),
        (Section::ArticlePlace, Phrases, "article-place"),
        (Section::PaperParticle, Words, "paper-particle"),
        (Section::TitleWord, Words, "title-word"),
        (Section::Habit, Words, "habit"),
        (Section::Try, Sentences, "try"),
    ]
};

#[cfg(test)]
mod tests {
    use super::SECTIONS;

    #[test]
    fn sections_stand_in_their_order_and_have_names_of_their_own() {
        for (at, (section, _, name)) in SECTIONS.iter().enumerate() {
            assert_eq!(*section as usize, at, "{name}");
            let same = SECTIONS.iter().filter(|other| other.2 == *name).count();
            assert_eq!(same, 1, "{name}");
        }
    }
}

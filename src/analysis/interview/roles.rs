//! Who asks: judged per speaker, over everything they say.
//!
//! No single sign is enough: hosts chat, guests ask back, some interviewers never print a question
//! mark. So the signs are added up ([`Signs::weight`]), the voices above the middle ask, and a voice
//! near the middle goes to the side it talks across to, because hosts answer guests and not each
//! other.

use crate::language::label_words;
use crate::language::talk_words;
use crate::page::labels;
use crate::story::{Certainty, Story, TurnRole, one_line};

use super::played;
use super::talk::{Spoken, Talk};
use super::words::Persons;
use super::{head, tail};

/// The part a voice plays, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub role: TurnRole,
    pub certainty: Certainty,
}

/// A voice that takes fewer than one turn in so many is a clip or a passer-by.
const LEAST_SHARE: usize = 12;
/// Weights nearer to the middle than this are a guess.
const CLEAR: f64 = 0.5;
/// What one exchange across the two sides counts for, against the weight of a turn.
const EXCHANGE: f64 = 0.5;

/// So many bytes of each turn are asked for "I" and "you": the opening tells as much as the whole.
const SAMPLE: usize = 300;
/// So many bytes of a turn hold the thanks for the invitation.
const GREETING: usize = 100;
/// Turns in which a guest gives thanks for the invitation.
const ARRIVAL: f64 = 2.0;
/// What nodding through every turn counts for.
const NODS: f64 = 0.6;

/// What a label's own word ("Q", "Interviewer", "host") counts for: more than all other signs.
const SAYS_SO: f64 = 5.0;

/// What a voice's turns tell.
#[derive(Clone, Copy, Debug, Default)]
struct Signs {
    turns: f64,
    words: f64,
    /// Question marks.
    questions: f64,
    /// Turns that end with a question which is no mere tag ("right?").
    ends_asking: f64,
    /// Turns after somebody else's question.
    replies: f64,
    /// "Right.", "OK." to what was no question.
    nods: f64,
    /// Words that were asked for the two persons.
    sampled: f64,
    first_person: f64,
    second_person: f64,
    /// Speaks first.
    opens: f64,
    /// "Thanks for having me".
    thanks: f64,
    /// 1 when presented by the introduction ("sat down with …"), −1 when presenting ("I'm …").
    introduced: f64,
    /// What the label itself says, from −1 (answers) to 1 (asks).
    labelled: f64,
}

impl Signs {
    /// How much the voice asks, beside the mean of all voices.
    ///
    /// The weights are rounded means of the thirty best of 700 random ones on 94 interviews; small
    /// changes move little. Length and density of questions count most.
    fn weight(&self, all: &Self) -> f64 {
        let length = (self.words / self.turns).max(1.0) / (all.words / all.turns).max(1.0);
        let density = (self.questions + 1.0) / (self.words + 100.0);
        let density = density / ((all.questions + 1.0) / (all.words + 100.0));
        let address = |count: f64| count / self.sampled.max(1.0) + 0.01;
        1.5 * self.ends_asking / self.turns - 0.7 * self.replies / self.turns
            + 1.1 * (-length.ln()).clamp(-2.0, 2.0)
            + 0.7 * density.ln().clamp(-2.0, 2.0)
            + 0.5 * (address(self.second_person) / address(self.first_person)).ln()
            + NODS * self.nods / self.turns
            + 0.3 * self.opens
            - 0.3 * self.thanks.min(1.0)
            - 0.5 * self.introduced
            + SAYS_SO * self.labelled
    }

    /// Adds one turn, which ends so, after a turn that ended so.
    fn hear(&mut self, persons: &Persons, speech: &str, ending: Ending, before: Ending) {
        let bytes = speech.as_bytes();
        let words = memchr::memchr2_iter(b' ', b'\n', bytes).count() + 1;
        self.words += number(words);
        self.questions += number(memchr::memchr_iter(b'?', bytes).count());
        for word in head(speech, SAMPLE).split_ascii_whitespace() {
            self.sampled += 1.0;
            self.first_person += one_if(persons.is_first(word));
            self.second_person += one_if(persons.is_second(word));
        }
        let short = words <= 3;
        self.turns += 1.0;
        self.ends_asking += one_if(ending == Ending::Question);
        self.replies += one_if(before == Ending::Question);
        self.nods += one_if(short && ending == Ending::Statement && before == Ending::Statement);
        if self.turns <= ARRIVAL {
            self.thanks += one_if(talk_words::thanks(&head(speech, GREETING).to_lowercase()));
        }
    }
}

/// A count as a number to reckon with.
fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

fn one_if(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

/// The part of each voice of the talk.
pub(super) fn of_voices(story: &Story, talk: &Talk) -> Vec<Part> {
    let text = &story.text;
    let other = Part {
        role: TurnRole::Other,
        certainty: Certainty::Likely,
    };
    let mut parts = vec![other; talk.cast.voices.len()];
    let main = main_voices(text, talk);
    let persons = Persons::of(story);
    let mut signs: Vec<Signs> = main
        .iter()
        .map(|&voice| of_label(text, talk, voice))
        .collect();
    let place = |voice: usize| main.iter().position(|&one| one == voice);
    let mut before = Ending::Question;
    for turn in &talk.turns {
        let speech = &text[turn.speech.range()];
        let ending = ending(speech);
        if let Some(place) = place(turn.voice) {
            signs[place].hear(&persons, speech, ending, before);
        }
        before = ending;
    }
    if let Some(opener) = place(talk.turns[0].voice) {
        signs[opener].opens = 1.0;
    }
    introduce(text, talk, &main, &mut signs);
    let margins = margins(&signs);
    let asking = sides(&talk.turns, &main, &signs, &margins);
    for ((&voice, margin), asks) in main.iter().zip(margins).zip(asking) {
        parts[voice] = Part {
            role: if asks {
                TurnRole::Question
            } else {
                TurnRole::Answer
            },
            certainty: certainty(if asks { margin } else { -margin }),
        };
    }
    parts
}

/// The part of one turn: that of its voice; but a passer-by asks who puts a question to a guest that speaks
/// and answers it. (Behind the host's words it would be a clip.)
pub(super) fn of_turn(text: &str, talk: &Talk, parts: &[Part], at: usize) -> TurnRole {
    let turn = &talk.turns[at];
    let around = at
        .checked_sub(1)
        .and_then(|before| talk.turns.get(before))
        .zip(talk.turns.get(at + 1));
    let breaks_in = around.is_some_and(|(before, after)| {
        before.voice == after.voice && parts[after.voice].role == TurnRole::Answer
    });
    match parts[turn.voice].role {
        TurnRole::Other if breaks_in && ending(&text[turn.speech.range()]) == Ending::Question => {
            TurnRole::Question
        }
        role => role,
    }
}

fn certainty(margin: f64) -> Certainty {
    if margin > SAYS_SO / 2.0 {
        Certainty::Sure
    } else if margin > CLEAR {
        Certainty::Likely
    } else {
        Certainty::Doubtful
    }
}

/// The voices that ask or answer: all but clips and those who hardly speak; at least two.
fn main_voices(text: &str, talk: &Talk) -> Vec<usize> {
    let turns = |voice: usize| talk.turns.iter().filter(|turn| turn.voice == voice).count();
    let is_clip = |voice: usize| {
        let label = talk.turns.iter().find(|turn| turn.voice == voice);
        label.is_none_or(|turn| {
            let name = labels::name_part(&text[turn.label.range()]).to_lowercase();
            label_words::is_clip(&one_line(&name))
        })
    };
    let mut voices: Vec<(usize, usize)> = (0..talk.cast.voices.len())
        .filter(|&voice| !is_clip(voice))
        .map(|voice| (turns(voice), voice))
        .collect();
    voices.sort_by_key(|&(turns, voice)| (std::cmp::Reverse(turns), voice));
    let played = played::voices(talk);
    voices.retain(|&(_, voice)| !played[voice]);
    let enough = |turns: usize| turns >= 2 && turns * LEAST_SHARE >= talk.turns.len();
    let main = voices
        .iter()
        .filter(|(turns, _)| enough(*turns))
        .count()
        .max(2);
    voices.iter().take(main).map(|&(_, voice)| voice).collect()
}

/// What the labels of a voice say of its part.
fn of_label(text: &str, talk: &Talk, voice: usize) -> Signs {
    let mut signs = Signs::default();
    for form in talk.forms(text, voice) {
        let name = labels::name_part(form);
        match labels::letter_role(name) {
            Some(true) => signs.labelled = 1.0,
            Some(false) => signs.labelled = -1.0,
            None if is_asker(name) || labels::role_part(form).is_some_and(is_asker) => {
                signs.labelled = 1.0;
            }
            None => {}
        }
    }
    signs
}

/// Whether a word of a label says that its bearer asks for a living.
pub(super) fn is_asker(words: &str) -> bool {
    let mut words = words.split_whitespace();
    words.any(|word| label_words::asks_for_a_living(&word.to_lowercase()))
}

/// How a turn ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// With a question that wants an answer.
    Question,
    /// With one that only wants assent, as those who answer use too: "right?", "isn't it?".
    Tag,
    Statement,
}

fn ending(speech: &str) -> Ending {
    let closing =
        |c: char| c.is_whitespace() || matches!(c, '"' | '”' | '“' | '’' | '\'' | ')' | ']');
    let end = speech.trim_end_matches(closing);
    let Some(question) = end.strip_suffix(['?', '？', '؟']) else {
        return Ending::Statement;
    };
    let clause = question
        .rsplit([',', '.', '?', '!'])
        .next()
        .unwrap_or_default();
    let mut words = clause.split_whitespace();
    let first = words.next().unwrap_or_default();
    let last = words.next_back().unwrap_or(first);
    let short = clause.len() < question.len() && words.next().is_none();
    if talk_words::is_tag(last) || (short && talk_words::opens_tag(first)) {
        Ending::Tag
    } else {
        Ending::Question
    }
}

/// Marks the voices that the introduction presents: what stands before the first label, and what
/// the opening voice says in the first turns.
fn introduce(text: &str, talk: &Talk, main: &[usize], signs: &mut [Signs]) {
    const LONGEST: usize = 2000;
    let opener = talk.turns[0].voice;
    let first = talk.turns[0].label.start;
    let before = tail(&text[..first], LONGEST);
    let opening = talk
        .turns
        .iter()
        .take(6)
        .filter(|turn| turn.voice == opener);
    let pieces = opening.map(|turn| {
        let speech = &text[turn.speech.range()];
        head(speech, LONGEST)
    });
    for piece in pieces.chain([before]) {
        let piece = piece.to_lowercase();
        for (&voice, signs) in main.iter().zip(signs.iter_mut()) {
            let names = talk.cast.voices[voice].tokens.iter();
            let names = names.filter(|token| token.chars().count() > 2);
            let told = names
                .map(|name| presented(&piece, name))
                .find(|told| *told != 0.0);
            if signs.introduced == 0.0 {
                signs.introduced = told.unwrap_or(0.0);
            }
        }
    }
}

/// 1 for a name behind "sat down with" or before "joins us" in a lower-cased text, −1 for one
/// behind "I'm" or "my co-host".
pub(super) fn presented(text: &str, name: &str) -> f64 {
    let told = |at: usize| {
        let before = tail(&text[..at], 60);
        let after = head(&text[at..], name.len() + 30);
        if before.ends_with(char::is_alphanumeric)
            || after[name.len()..].starts_with(char::is_alphanumeric)
        {
            return 0.0;
        }
        let close = before.trim_end_matches(|c: char| c.is_whitespace() || c == ',');
        if talk_words::presents(close) {
            return -1.0;
        }
        one_if(talk_words::present(before, after))
    };
    let mut places = text.match_indices(name).map(|(at, _)| told(at));
    places.find(|told| *told != 0.0).unwrap_or(0.0)
}

/// How far each voice is from the middle between the most and the least asking one.
fn margins(signs: &[Signs]) -> Vec<f64> {
    let mut all = Signs::default();
    for one in signs {
        all.turns += one.turns;
        all.words += one.words;
        all.questions += one.questions;
    }
    let weights: Vec<f64> = signs.iter().map(|one| one.weight(&all)).collect();
    let most = weights.iter().copied().fold(f64::MIN, f64::max);
    let least = weights.iter().copied().fold(f64::MAX, f64::min);
    let middle = f64::midpoint(most, least);
    weights.iter().map(|weight| weight - middle).collect()
}

/// Which voices ask: those above the middle, then one by one those that gain by changing sides.
fn sides(turns: &[Spoken], main: &[usize], signs: &[Signs], margins: &[f64]) -> Vec<bool> {
    let mut asking: Vec<bool> = margins.iter().map(|margin| *margin > 0.0).collect();
    let exchanges = exchanges(turns, main);
    let gain = |asking: &[bool], voice: usize| {
        let sign = if asking[voice] { -1.0 } else { 1.0 };
        let across: f64 = (0..main.len())
            .filter(|&other| other != voice)
            .map(|other| {
                let apart = asking[voice] != asking[other];
                exchanges[voice][other] * if apart { -1.0 } else { 1.0 }
            })
            .sum();
        2.0 * sign * margins[voice] * signs[voice].turns + EXCHANGE * across
    };
    for _ in 0..main.len() {
        let best = (0..main.len()).max_by(|&a, &b| gain(&asking, a).total_cmp(&gain(&asking, b)));
        let Some(best) = best.filter(|&voice| gain(&asking, voice) > 0.0) else {
            break;
        };
        asking[best] = !asking[best];
        if asking.iter().all(|asks| *asks) || !asking.contains(&true) {
            asking[best] = !asking[best];
            break;
        }
    }
    asking
}

/// How often each voice speaks directly before or after each other one.
fn exchanges(turns: &[Spoken], main: &[usize]) -> Vec<Vec<f64>> {
    let mut counts = vec![vec![0.0; main.len()]; main.len()];
    let places = turns
        .iter()
        .filter_map(|turn| main.iter().position(|&voice| voice == turn.voice));
    let places: Vec<usize> = places.collect();
    for pair in places.windows(2) {
        counts[pair[0]][pair[1]] += 1.0;
        counts[pair[1]][pair[0]] += 1.0;
    }
    counts
}

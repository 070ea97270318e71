//! Words that are selected with keys: from where one began to where one is, by letters, words, sentences,
//! paragraphs and rows.

use unicode_segmentation::UnicodeSegmentation;

use super::{Answer, Reader};
use crate::marks::{NoteBody, Place};
use crate::story::{Landmark, Span};
use crate::ui::action::Action;

/// What is selected: the two ends are graphemes that belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Selection {
    /// Where one began.
    anchor: usize,
    /// Where one is.
    head: usize,
}

/// By what one goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Letter,
    Word,
    Sentence,
    Paragraph,
    Row,
}

/// Which way, and by what.
fn step_of(action: Action) -> Option<(Unit, isize)> {
    Some(match action {
        Action::SelectRight => (Unit::Letter, 1),
        Action::SelectLeft => (Unit::Letter, -1),
        Action::SelectWord => (Unit::Word, 1),
        Action::SelectWordBack => (Unit::Word, -1),
        Action::SelectSentence => (Unit::Sentence, 1),
        Action::SelectSentenceBack => (Unit::Sentence, -1),
        Action::SelectParagraph => (Unit::Paragraph, 1),
        Action::SelectParagraphBack => (Unit::Paragraph, -1),
        Action::SelectDown => (Unit::Row, 1),
        Action::SelectUp => (Unit::Row, -1),
        _ => return None,
    })
}

impl Reader {
    /// Whether words are being selected.
    pub fn is_selecting(&self) -> bool {
        self.selection.is_some()
    }

    /// The words that are selected.
    pub(super) fn selected(&self) -> Option<Span> {
        let Selection { anchor, head } = self.selection?;
        let (start, last) = (anchor.min(head), anchor.max(head));
        Some(Span::new(start, self.end_of_letter(last)))
    }

    /// Begins to select: with the quotation that was landed on, else with the word one is at.
    pub(super) fn begin_selection(&mut self) -> Answer {
        let landed = self
            .landed
            .filter(|landed| landed.kind == Landmark::Quotation);
        let quotation = landed.and_then(|landed| self.story.quotation_at(landed.span.start));
        let span = quotation.map(|quotation| self.story.quotations[quotation].span);
        let start = self.words_from(self.focus());
        let Some(span) = span.or_else(|| start.map(|start| self.word_at(start))) else {
            return self.nowhere("there are no words here");
        };
        self.selection = Some(Selection {
            anchor: span.start,
            head: self.letter_before(span.end).unwrap_or(span.start),
        });
        self.tell_selection();
        Answer::Done
    }

    /// Does what belongs to selecting. The rest ends it, or is not for it.
    pub(super) fn select(&mut self, action: Action, times: usize) -> Answer {
        if let Some((unit, way)) = step_of(action) {
            for _ in 0..times.min(1000) {
                if !self.step(unit, way) {
                    break;
                }
            }
            self.tell_selection();
            return Answer::Done;
        }
        match action {
            Action::SelectOtherEnd => {
                if let Some(selection) = &mut self.selection {
                    std::mem::swap(&mut selection.anchor, &mut selection.head);
                }
                self.show_head();
                Answer::Done
            }
            Action::SelectCopy => self.copy_selection(),
            _ => {
                self.selection = None;
                Answer::Done
            }
        }
    }

    fn copy_selection(&mut self) -> Answer {
        let Some(span) = self.selected() else {
            return Answer::Unmoved;
        };
        let words = self.story.mended(span).trim().to_owned();
        self.selection = None;
        self.note = Some(super::copy::told(None, &words));
        Answer::Copy(words)
    }

    /// What is selected as a note.
    pub(super) fn selection_kept(&self) -> Option<NoteBody> {
        let span = self.selected()?;
        let words = self.story.mended(span).trim().to_owned();
        let speaker = self.speaker_of(span);
        (!words.is_empty()).then(|| NoteBody {
            words,
            speaker: speaker.and_then(|person| Some(self.story.people.get(person)?.name.clone())),
            place: Place::of(&self.story.text, span.start),
            ..NoteBody::default()
        })
    }

    /// Ends selecting.
    pub fn end_selection(&mut self) {
        self.selection = None;
        self.note = None;
    }

    /// Who says all of these words.
    pub(super) fn speaker_of(&self, span: Span) -> Option<usize> {
        let story = &self.story;
        let quotation = story
            .quotation_at(span.start)
            .map(|index| &story.quotations[index]);
        let quoted = quotation.filter(|quotation| quotation.outer.covers(span));
        let turn = story.turn_at(span.start).map(|index| &story.turns[index]);
        let turn = turn
            .filter(|turn| turn.outer().covers(span))
            .map(|turn| turn.speaker);
        quoted
            .and_then(|quotation| Some(quotation.speaker?.person))
            .or(turn)
    }

    fn tell_selection(&mut self) {
        let words = self
            .selected()
            .map_or(0, |span| crate::story::count_words(self.story.slice(span)));
        let words = if words == 1 {
            "1 word".to_owned()
        } else {
            format!("{words} words")
        };
        self.note = Some(format!("{words} selected"));
        self.show_head();
    }

    fn show_head(&mut self) {
        let Some(selection) = self.selection else {
            return;
        };
        self.reveal(selection.head);
        self.reach(selection.head);
        let row = self.typeset.row_of(selection.head);
        if row < self.top {
            self.show_from(row);
        } else if row >= self.top + self.height() {
            self.show_from((row + 1).saturating_sub(self.height()));
        }
    }

    /// Moves the end one is at. Says whether there was anything that way.
    fn step(&mut self, unit: Unit, way: isize) -> bool {
        let Some(selection) = self.selection else {
            return false;
        };
        let head = match unit {
            Unit::Letter if way > 0 => self.next_letter(selection.head),
            Unit::Letter => self.letter_before(selection.head),
            Unit::Row => self.row_beside(selection.head, way),
            _ if way > 0 => self.end_of_next(unit, selection.head),
            _ => self.start_of_last(unit, selection.head),
        };
        let Some(head) = head.filter(|head| *head != selection.head) else {
            return false;
        };
        self.selection = Some(Selection { head, ..selection });
        true
    }

    /// The block at a byte, or the next one with words.
    fn block_with(&self, place: usize) -> Option<Span> {
        let blocks = self.story.blocks.iter();
        let mut read = blocks.filter(|block| block.is_read() && !block.span.is_empty());
        read.find(|block| block.span.end > place)
            .map(|block| block.span)
    }

    fn words_from(&self, place: usize) -> Option<usize> {
        let block = self.block_with(place)?;
        let from = place.max(block.start);
        let lead = self.story.text[from..block.end].find(char::is_alphanumeric);
        Some(from + lead.unwrap_or(0))
    }

    fn word_at(&self, place: usize) -> Span {
        let Some(block) = self.block_with(place) else {
            return Span::new(place, place);
        };
        let mut words = pieces(&self.story.text, block, Unit::Word).into_iter();
        words
            .find(|word| word.contains(place))
            .unwrap_or(Span::new(place, self.end_of_letter(place)))
    }

    fn end_of_letter(&self, place: usize) -> usize {
        let rest = &self.story.text[place..];
        place + rest.graphemes(true).next().map_or(0, str::len)
    }

    fn next_letter(&self, place: usize) -> Option<usize> {
        let next = self.end_of_letter(place);
        let block = self.block_with(place)?;
        if next < block.end {
            return Some(next);
        }
        self.block_with(block.end).map(|block| block.start)
    }

    /// The letter before a byte: of its block, or the last one of the block before.
    fn letter_before(&self, place: usize) -> Option<usize> {
        let blocks = self.story.blocks.iter().rev();
        let mut read = blocks.filter(|block| block.is_read() && !block.span.is_empty());
        let block = read.find(|block| block.span.start < place)?.span;
        let before = &self.story.text[block.start..place.min(block.end)];
        let (at, _) = before.grapheme_indices(true).next_back()?;
        Some(block.start + at)
    }

    /// The last letter of the next word, sentence or paragraph.
    fn end_of_next(&self, unit: Unit, head: usize) -> Option<usize> {
        let from = self.next_letter(head)?;
        let block = self.block_with(from)?;
        let mut all = pieces(&self.story.text, block, unit).into_iter();
        let piece = all.find(|piece| piece.end > from)?;
        self.letter_before(piece.end)
    }

    /// The first letter of the word, sentence or paragraph before.
    fn start_of_last(&self, unit: Unit, head: usize) -> Option<usize> {
        let before = self.letter_before(head)?;
        let blocks = self.story.blocks.iter().rev();
        let mut read = blocks.filter(|block| block.is_read() && !block.span.is_empty());
        let block = read.find(|block| block.span.start <= before)?.span;
        let all = pieces(&self.story.text, block, unit).into_iter();
        let piece = all.rev().find(|piece| piece.start < head);
        Some(piece.map_or(block.start, |piece| piece.start))
    }

    /// The letter under this one, or above it.
    fn row_beside(&self, head: usize, way: isize) -> Option<usize> {
        let rows = self.typeset.rows();
        let here = self.typeset.row_of(head);
        let glyphs = self.typeset.glyphs(&self.story, &rows[here]);
        let column = glyphs
            .iter()
            .find(|glyph| glyph.at >= head)
            .map_or(0, |glyph| glyph.column);
        let mut row = here;
        loop {
            row = row.checked_add_signed(way)?;
            let glyphs = self.typeset.glyphs(&self.story, rows.get(row)?);
            let is_text = matches!(
                rows[row].line,
                crate::typeset::Line::Words(_) | crate::typeset::Line::Cells(_)
            );
            if glyphs.is_empty() || !is_text {
                continue;
            }
            let under = glyphs.iter().rev().find(|glyph| glyph.column <= column);
            return under.or(glyphs.first()).map(|glyph| glyph.at);
        }
    }
}

/// The words, the sentences or the whole of a block, without the space around them.
fn pieces(text: &str, block: Span, unit: Unit) -> Vec<Span> {
    let words = &text[block.range()];
    let trimmed = |(at, piece): (usize, &str)| {
        let lead = piece.len() - piece.trim_start().len();
        let start = block.start + at + lead;
        Span::new(start, start + piece.trim().len())
    };
    let spans: Vec<Span> = match unit {
        Unit::Word => words.unicode_word_indices().map(trimmed).collect(),
        Unit::Sentence => words.split_sentence_bound_indices().map(trimmed).collect(),
        _ => vec![trimmed((0, words))],
    };
    spans.into_iter().filter(|span| !span.is_empty()).collect()
}

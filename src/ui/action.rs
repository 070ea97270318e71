//! Everything a reader can ask for: one table, read by the keymap, the help screen, the hint popup
//! and the config parser.

/// Declares [`Action`] and [`ACTIONS`] from one table, so that no action can go undescribed.
macro_rules! actions {
    ($($group:ident { $($variant:ident $name:literal $help:literal;)* })*) => {
        /// What the reader wants done.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action { $($(#[doc = $help] $variant,)*)* }

        /// Every action, in the order of the help screen.
        pub const ACTIONS: &[Described] = &[
            $($(Described { action: Action::$variant, group: HelpGroup::$group, name: $name, help: $help },)*)*
        ];
    };
}

/// An action with its name in `config.toml` and its line in the help screen.
#[derive(Clone, Copy, Debug)]
pub struct Described {
    /// The action.
    pub action: Action,
    /// Under which heading the help screen lists it.
    pub group: HelpGroup,
    /// Its name in `config.toml`.
    pub name: &'static str,
    /// What it does, in a few words.
    pub help: &'static str,
}

/// Headings of the help screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HelpGroup {
    /// Moving about.
    Move,
    /// Inside a story.
    Story,
    /// Interviews and quotations.
    Speech,
    /// Selecting words.
    Select,
    /// Marks and notes.
    Marks,
    /// Finding.
    Search,
    /// The program.
    Program,
}

impl HelpGroup {
    /// The heading on the help screen.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Move => "Moving about",
            Self::Story => "In a story",
            Self::Speech => "Interviews and quotations",
            Self::Select => "Selecting words; S keeps them, | sends them",
            Self::Marks => "Marks and notes",
            Self::Search => "Finding",
            Self::Program => "byline",
        }
    }
}

actions! {
    Move {
        Down "down" "next line or row";
        Up "up" "previous line or row";
        HalfPageDown "half-page-down" "half a page down";
        HalfPageUp "half-page-up" "half a page up";
        PageDown "page-down" "a page down";
        PageUp "page-up" "a page up";
        Top "top" "to the top, or to row N";
        Bottom "bottom" "to the end, or to row N";
        Percent "percent" "to N percent";
        NextParagraph "next-paragraph" "next paragraph";
        PreviousParagraph "previous-paragraph" "previous paragraph";
        JumpBack "jump-back" "back to where the last jump began";
        JumpForward "jump-forward" "forward again";
    }
    Story {
        Open "open" "open the story, follow the row";
        NextStory "next-story" "next story";
        PreviousStory "previous-story" "previous story";
        NextSection "next-section" "next section";
        PreviousSection "previous-section" "previous section";
        NextStep "next-step" "next question, or section where nobody asks";
        PreviousStep "previous-step" "previous question or section";
        Outline "outline" "outline of the sections";
        Wider "wider" "wider column";
        Narrower "narrower" "narrower column";
        Focus "focus" "only the text, nothing else";
        OpenLink "open-in-browser" "open the story's address in the browser";
        Links "links" "open a link on the screen by its letter";
        Changes "changes" "what was changed since you read it";
    }
    Speech {
        NextTurn "next-turn" "next turn of an interview";
        PreviousTurn "previous-turn" "previous turn";
        NextQuestion "next-question" "next question";
        PreviousQuestion "previous-question" "previous question";
        NextAnswer "next-answer" "next answer";
        PreviousAnswer "previous-answer" "previous answer";
        NextSameSpeaker "next-same-speaker" "next turn or quotation of the same speaker";
        PreviousSameSpeaker "previous-same-speaker" "previous one of the same speaker";
        NextQuotation "next-quotation" "next quotation, and who says it";
        PreviousQuotation "previous-quotation" "previous quotation";
        FoldAnswers "questions-only" "questions only";
        ToggleFold "toggle-fold" "open or close this answer";
        UnfoldAll "unfold-all" "open all answers";
        DimOthers "dim-others" "dim everybody but this speaker; again: nobody";
        Speakers "speakers" "who speaks in this story";
        Elsewhere "elsewhere" "where else this quotation is printed, and how";
        CopyQuotation "copy-quotation" "copy the quotation with its speaker and source";
        CopyParagraph "copy-paragraph" "copy the paragraph";
        CopyAddress "copy-address" "copy the story's address";
        CopyCitation "copy-citation" "copy a citation of the story";
        CopyStory "copy-story" "copy the story as Markdown";
        Pipe "pipe" "send words to a command of the configuration";
    }
    Select {
        Select "select" "select words with keys";
        SelectRight "select-right" "a letter on";
        SelectLeft "select-left" "a letter back";
        SelectWord "select-word" "a word on";
        SelectWordBack "select-word-back" "a word back";
        SelectSentence "select-sentence" "a sentence on";
        SelectSentenceBack "select-sentence-back" "a sentence back";
        SelectParagraph "select-paragraph" "a paragraph on";
        SelectParagraphBack "select-paragraph-back" "a paragraph back";
        SelectDown "select-down" "a row down";
        SelectUp "select-up" "a row up";
        SelectOtherEnd "select-other-end" "go on at the other end";
        SelectCopy "select-copy" "copy what is selected";
    }
    Marks {
        Star "star" "star the story, or take the star away";
        ToggleRead "read" "read, or unread again";
        AllRead "all-read" "all stories of this list read";
        Tags "tags" "tags of your own";
        SetMark "set-mark" "a letter for this place";
        GoToMark "go-to-mark" "to the place of a letter; ' again: the one before";
        Keep "keep" "keep quotation, paragraph or selection";
        Notes "notes" "the notebook";
        Remark "remark" "say something about a note";
        Discard "discard" "take a note away";
        Undo "undo" "take back what was noted last, also after a restart";
        Redo "redo" "do it again";
    }
    Search {
        Find "find" "search all stories; in a story: find in it";
        NextHit "next-hit" "next hit";
        PreviousHit "previous-hit" "previous hit";
        NextPassage "next-passage" "next passage of the selected answer; else open";
        PreviousPassage "previous-passage" "previous passage of the selected answer";
        SearchLibrary "search-library" "search all stories, from anywhere";
        People "people" "who speaks in the library";
        Quotations "quotations" "what is said in the library";
        Facets "facets" "people, sources and years of these stories";
        Related "related" "stories related to this one, and why";
        Timeline "timeline" "when the stories of the list were published";
        ChooseArchive "archive" "the library, an archive, or all of them";
        Copies "copies" "fold near copies of stories, or show each";
        Earlier "earlier" "earlier on the timeline";
        Later "later" "later on the timeline";
        Complete "complete" "complete the field or its value; again: the next one";
        CompleteBack "complete-back" "the completion before";
    }
    Program {
        Back "back" "back";
        Quit "quit" "quit byline";
        Help "help" "this help";
        Reload "reload" "look through the folder again, fetch feeds";
        Redraw "redraw" "draw the screen anew";
        Suspend "suspend" "back to the shell for a while";
        Cancel "cancel" "cancel a pending key, close what lies on top";
    }
}

impl Action {
    /// Whether it notes something of a story, wherever that is seen.
    pub fn is_about_marks(self) -> bool {
        matches!(
            self,
            Self::Star
                | Self::ToggleRead
                | Self::AllRead
                | Self::Tags
                | Self::SetMark
                | Self::GoToMark
                | Self::Keep
                | Self::Undo
                | Self::Redo
        )
    }

    /// The action's row of [`ACTIONS`].
    ///
    /// # Panics
    /// Never: the macro writes a row for every action.
    pub fn described(self) -> &'static Described {
        ACTIONS
            .iter()
            .find(|row| row.action == self)
            .expect("the macro writes a row for every action")
    }

    /// The action of that name in `config.toml`.
    pub fn named(name: &str) -> Option<Self> {
        ACTIONS
            .iter()
            .find(|row| row.name == name)
            .map(|row| row.action)
    }
}

#[cfg(test)]
mod tests {
    use super::{ACTIONS, Action};

    #[test]
    fn every_action_has_a_name_of_its_own_and_a_description() {
        for row in ACTIONS {
            assert_eq!(
                Action::named(row.name),
                Some(row.action),
                "{} is taken twice",
                row.name
            );
            assert!(
                !row.help.is_empty() && row.help.len() < 60,
                "{} is described in a line",
                row.name
            );
            assert!(
                row.name
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
            );
        }
    }
}

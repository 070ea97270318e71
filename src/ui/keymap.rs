//! Which keys mean which action where. Read by the key handling, the help screen, the hints and the bars.

use anyhow::Result;

use crate::config::{Binding, Context, nearest};
use crate::ui::action::{ACTIONS, Action};
use crate::ui::key::{Key, shown};

/// All bindings that hold.
#[derive(Clone, Debug)]
pub struct Keymap {
    rows: Vec<Bound>,
}

/// A sequence of keys and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// Where it holds.
    pub context: Context,
    /// What is pressed, at least one key.
    pub keys: Vec<Key>,
    /// What it does; `None` where a reader took the key away.
    pub action: Option<Action>,
    /// Whether the reader wrote it.
    own: bool,
    /// Line of the file it is written in.
    line: usize,
}

/// What the keys pressed so far mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// This.
    Action(Action),
    /// The beginning of something.
    Pending,
    /// Nothing.
    Nothing,
}

impl Keymap {
    /// The keymap that the bindings make; a later one takes the place of an earlier one.
    ///
    /// # Errors
    /// When a key or an action does not exist, or two bindings of the reader's own cannot both hold.
    pub fn new(bindings: &[Binding]) -> Result<Self> {
        let mut rows: Vec<Bound> = Vec::new();
        for binding in bindings {
            let row = Bound::read(binding)?;
            if let Some(rival) = rows
                .iter()
                .find(|rival| rival.own && row.own && row.hides(rival))
            {
                return Err(binding.origin.fault(&format!(
                    "\"{}\" and the keys of line {} begin alike, so one of them could never be reached; choose another key for one",
                    binding.keys, rival.line
                )));
            }
            rows.retain(|rival| !(row.hides(rival) || row.is_same_key(rival)));
            rows.push(row);
        }
        rows.retain(|row| row.action.is_some());
        let keymap = Self { rows };
        keymap.refuse_to_be_endless(bindings)?;
        Ok(keymap)
    }

    /// There must be a way out of the list: by the key that quits, or by the one that goes back.
    fn refuse_to_be_endless(&self, bindings: &[Binding]) -> Result<()> {
        let contexts = &[Context::List, Context::Global];
        let is_left_by = |action| !self.keys_of(contexts, action).is_empty();
        let last_own = bindings.iter().rfind(|binding| binding.origin.own);
        match last_own {
            Some(last) if !is_left_by(Action::Quit) && !is_left_by(Action::Back) => {
                Err(last.origin.fault(
                    "no key would quit byline any more; bind one to `quit`, say \"Q\" = \"quit\"",
                ))
            }
            _ => Ok(()),
        }
    }

    /// What `keys` mean in the first of `contexts` that knows them.
    pub fn lookup(&self, contexts: &[Context], keys: &[Key]) -> Lookup {
        for context in contexts {
            let here = || self.rows.iter().filter(|row| row.context == *context);
            if let Some(action) = here()
                .find(|row| row.keys == keys)
                .and_then(|row| row.action)
            {
                return Lookup::Action(action);
            }
            if here().any(|row| row.keys.starts_with(keys)) {
                return Lookup::Pending;
            }
        }
        Lookup::Nothing
    }

    /// Whether `keys` begin a sequence anywhere but in a box, where they are text.
    pub fn begins_anywhere(&self, keys: &[Key]) -> bool {
        let mut rows = self
            .rows
            .iter()
            .filter(|row| row.context != Context::Search);
        rows.any(|row| row.keys.len() > keys.len() && row.keys.starts_with(keys))
    }

    /// What can follow `keys`: the keys that are missing, and the action.
    pub fn continuations(&self, contexts: &[Context], keys: &[Key]) -> Vec<(String, Action)> {
        let rows = contexts
            .iter()
            .flat_map(|context| self.rows.iter().filter(move |row| row.context == *context));
        let longer = rows.filter(|row| row.keys.len() > keys.len() && row.keys.starts_with(keys));
        longer
            .filter_map(|row| Some((shown(&row.keys[keys.len()..]), row.action?)))
            .collect()
    }

    /// The keys of an action in these contexts, as the screen shows them: those that hold everywhere first.
    pub fn keys_of(&self, contexts: &[Context], action: Action) -> Vec<String> {
        let is_reached = |row: &&Bound| self.lookup(contexts, &row.keys) == Lookup::Action(action);
        let rows = contexts.iter().rev().flat_map(|context| {
            let here = self.rows.iter().filter(|row| row.context == *context);
            here.filter(|row| row.action == Some(action))
                .filter(is_reached)
        });
        rows.map(|row| shown(&row.keys)).collect()
    }
}

impl Bound {
    fn read(binding: &Binding) -> Result<Self> {
        let keys = binding
            .keys
            .split_whitespace()
            .map(|word| read_key(binding, word))
            .collect::<Result<Vec<_>>>()?;
        let Some(first) = keys.first() else {
            return Err(binding
                .origin
                .fault("no key is named; write one between the quotation marks"));
        };
        if binding.context == Context::Search && first.is_text() {
            return Err(binding.origin.fault(&format!(
                "\"{}\" is text in a search box; use ctrl-, alt- or a key with a name",
                binding.keys
            )));
        }
        if binding.context != Context::Search && first.digit().is_some_and(|digit| digit > 0) {
            return Err(binding
                .origin
                .fault("digits are counts and cannot be bound"));
        }
        let (context, own, line) = (binding.context, binding.origin.own, binding.origin.line);
        Ok(Self {
            context,
            action: read_action(binding)?,
            own,
            line,
            keys,
        })
    }

    fn is_same_key(&self, other: &Self) -> bool {
        self.context == other.context && self.keys == other.keys
    }

    /// Whether one of the two is the beginning of the other, so that both cannot hold.
    fn hides(&self, other: &Self) -> bool {
        self.context == other.context
            && self.keys.len() != other.keys.len()
            && (self.keys.starts_with(&other.keys) || other.keys.starts_with(&self.keys))
            && self.action.is_some()
            && other.action.is_some()
    }
}

fn read_key(binding: &Binding, word: &str) -> Result<Key> {
    Key::named(word).ok_or_else(|| {
        let remedy = nearest(word, Key::names()).map_or_else(
            || "; write keys with a space between: \"g g\"".to_owned(),
            |name| format!("; did you mean \"{name}\"?"),
        );
        binding
            .origin
            .fault(&format!("no key is called \"{word}\"{remedy}"))
    })
}

fn read_action(binding: &Binding) -> Result<Option<Action>> {
    if binding.action == "none" {
        return Ok(None);
    }
    Action::named(&binding.action).map(Some).ok_or_else(|| {
        let remedy = nearest(&binding.action, ACTIONS.iter().map(|row| row.name)).map_or_else(
            || "; the shipped config.toml names them all".to_owned(),
            |name| format!("; did you mean \"{name}\"?"),
        );
        binding.origin.fault(&format!(
            "no action is called \"{}\"{remedy}",
            binding.action
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::{Keymap, Lookup};
    use crate::config::{Config, Context};
    use crate::ui::action::{ACTIONS, Action};
    use crate::ui::key::Key;

    const LIST: &[Context] = &[Context::List, Context::Global];
    const READER: &[Context] = &[Context::Reader, Context::Global];

    fn keymap(own: &str) -> anyhow::Result<Keymap> {
        Keymap::new(&Config::default().overlaid("my.toml", own)?.bindings)
    }

    fn keys(words: &str) -> Vec<Key> {
        words
            .split_whitespace()
            .map(|word| Key::named(word).expect("a key"))
            .collect()
    }

    fn check(own: &str, contexts: &[Context], pressed: &str, expect: Lookup) {
        let found = keymap(own).expect("valid").lookup(contexts, &keys(pressed));
        assert_eq!(found, expect, "{pressed} with {own:?}");
    }

    #[test]
    fn every_action_is_bound_and_every_shipped_key_reaches_its_action() {
        let config = Config::default();
        let keymap = Keymap::new(&config.bindings).expect("the shipped keys are valid");
        for row in ACTIONS {
            assert!(
                keymap
                    .rows
                    .iter()
                    .any(|bound| bound.action == Some(row.action)),
                "{} has no key",
                row.name
            );
        }
        assert_eq!(
            keymap.rows.len(),
            config.bindings.len(),
            "no shipped key takes another's place"
        );
        for bound in &keymap.rows {
            let contexts: &[Context] = match bound.context {
                Context::Global | Context::List => LIST,
                Context::Reader => READER,
                Context::Timeline => &[Context::Timeline, Context::List, Context::Global],
                Context::Search => &[Context::Search],
                Context::Visual => &[Context::Visual, Context::Global],
                Context::Overlay => &[Context::Overlay, Context::Global],
            };
            let expect = Lookup::Action(bound.action.expect("shipped keys do something"));
            assert_eq!(
                keymap.lookup(contexts, &bound.keys),
                expect,
                "{:?}",
                bound.keys
            );
        }
    }

    #[test]
    fn sequences_wait_and_end() {
        check("", LIST, "g", Lookup::Pending);
        check("", LIST, "g g", Lookup::Action(Action::Top));
        check("", READER, "g /", Lookup::Action(Action::SearchLibrary));
        check("", READER, "] q", Lookup::Action(Action::NextQuestion));
        check("", LIST, "] q", Lookup::Nothing);
    }

    #[test]
    fn own_keys_take_the_place_of_shipped_ones() {
        check(
            "[keys.global]\n\"j\" = \"up\"",
            LIST,
            "j",
            Lookup::Action(Action::Up),
        );
        check(
            "[keys.global]\n\"j\" = \"none\"",
            LIST,
            "j",
            Lookup::Nothing,
        );
        check(
            "[keys.global]\n\"g\" = \"top\"",
            LIST,
            "g",
            Lookup::Action(Action::Top),
        );
        check(
            "[keys.global]\n\"j x\" = \"top\"",
            LIST,
            "j",
            Lookup::Pending,
        );
        check(
            "[keys.list]\n\"j\" = \"top\"",
            READER,
            "j",
            Lookup::Action(Action::Down),
        );
    }

    #[test]
    fn mistakes_name_the_line_and_a_remedy() {
        for (own, expect) in [
            (
                "[keys.list]\n\"entr\" = \"open\"",
                "my.toml:2: no key is called \"entr\"; did you mean \"enter\"?",
            ),
            (
                "[keys.list]\n\"gg\" = \"open\"",
                "write keys with a space between",
            ),
            (
                "[keys.list]\n\"x\" = \"opn\"",
                "my.toml:2: no action is called \"opn\"; did you mean \"open\"?",
            ),
            ("[keys.list]\n\" \" = \"open\"", "no key is named"),
            ("[keys.list]\n\"3\" = \"open\"", "digits are counts"),
            ("[keys.search]\n\"x\" = \"open\"", "is text in a search box"),
            (
                "[keys.list]\n\"x\" = \"open\"\n\"x y\" = \"top\"",
                "my.toml:3: \"x y\" and the keys of line 2",
            ),
        ] {
            let message = format!("{:#}", keymap(own).expect_err("a mistake"));
            assert!(message.contains(expect), "{own:?} gave {message:?}");
        }
    }

    #[test]
    fn continuations_and_keys_are_shown() {
        let keymap = keymap("").expect("valid");
        let after = keymap.continuations(READER, &keys("y"));
        assert_eq!(after[0], ("q".to_owned(), Action::CopyQuotation));
        assert_eq!(keymap.keys_of(READER, Action::Down), ["j", "↓"]);
    }
}

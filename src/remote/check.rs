//! What there is to say of an archive: which engine, what it can do, how much it holds, how fresh; and one clear
//! sentence for each thing that is wrong.

use anyhow::Result;
use serde_json::{Value, json};

use crate::index::plan::dialect::{Ability, Asked, Of, one_of};
use crate::index::pushed::{self, CLASS, VERSION};
use crate::index::schema::DATE;
use crate::remote::Remote;
use crate::remote::client::Patience;
use crate::remote::engine::Engine;
use crate::story::Date;

/// What was found out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// "`OpenSearch` 3.1.0".
    pub engine: Option<String>,
    /// What it can do beyond what all can, in a few words each.
    pub abilities: Vec<&'static str>,
    /// Stories, as far as they are counted.
    pub stories: Option<usize>,
    /// Quotations and turns.
    pub utterances: Option<usize>,
    /// The day of the newest story.
    pub newest: Option<Date>,
    /// When a story was sent last: seconds since 1970 UTC.
    pub sent: Option<i64>,
    /// What is wrong, a sentence each.
    pub wrong: Vec<String>,
}

impl Remote {
    /// Looks an archive over. What goes wrong is among the findings.
    pub fn check(&self) -> Findings {
        let mut findings = Findings::default();
        for answer in self.client().each_root() {
            findings
                .wrong
                .extend(answer.err().map(|error| format!("{error:#}")));
        }
        let engine = match self.engine() {
            Ok(engine) => engine,
            Err(error) => {
                let said = format!("{error:#}");
                if !findings.wrong.iter().any(|wrong| wrong.contains(&said)) {
                    findings.wrong.push(said);
                }
                return findings;
            }
        };
        findings.engine = Some(format!("{} {}", engine.kind.name(), engine.version));
        findings.abilities = abilities(engine);
        match self.edition() {
            Ok(Some(_)) => self.count(&mut findings),
            Ok(None) => findings.wrong.push(self.nothing_there()),
            Err(error) => findings.wrong.push(format!("{error:#}")),
        }
        findings
    }

    fn nothing_there(&self) -> String {
        let index = self.client().index();
        let name = self.name();
        format!("there is no index “{index}” yet; make it: byline push {name} --create")
    }

    /// The edition in which its documents are made; `None` where there is no such index.
    ///
    /// # Errors
    /// When the index is none of byline's, or of a later one.
    pub(crate) fn edition(&self) -> Result<Option<Made>> {
        let index = self.client().index();
        let answer = self
            .client()
            .get(&format!("/{index}/_mapping"), Patience::Reader)?;
        if answer.status == 404 {
            return Ok(None);
        }
        let mapping = answer.into_content()?;
        // An alias answers with the name of what it stands for.
        let told = mapping.as_object().and_then(|all| all.values().next());
        let meta = told.map_or(&Value::Null, |told| &told["mappings"]["_meta"]);
        let edition = meta["byline"].as_u64();
        match edition {
            _ if !self.engine()?.abilities.has(Ability::Ids) => Ok(Some(Made::default())),
            None => anyhow::bail!("the index “{index}” was not made by byline; name another"),
            Some(edition) if edition > u64::from(pushed::EDITION) => anyhow::bail!(
                "the index “{index}” was made by a later byline; a newer byline reads it"
            ),
            Some(_) => Ok(Some(Made {
                stamp: meta["made"].as_str().unwrap_or_default().to_owned(),
            })),
        }
    }

    fn count(&self, findings: &mut Findings) {
        let counted = |class: &str| {
            let which = Asked::whether(one_of(CLASS, &[class]), Of::Both);
            self.search(json!({ "query": which.query(), "size": 0 }))
        };
        for (class, count) in [
            ("story", &mut findings.stories),
            ("utterance", &mut findings.utterances),
        ] {
            match counted(class) {
                Ok(found) => {
                    *count = Some(found.total);
                    findings.wrong.extend(found.missing);
                }
                Err(error) => findings.wrong.push(format!("{error:#}")),
            }
        }
        findings.wrong.dedup();
        if findings.stories == Some(0) {
            let name = self.name();
            findings.wrong.push(format!(
                "it holds no story; send some: byline push {name} DIR"
            ));
            return;
        }
        findings.newest = self.greatest(DATE).map(|seconds| Date {
            seconds,
            has_time: false,
        });
        findings.sent = self
            .greatest(VERSION)
            .map(|milliseconds| milliseconds / 1000);
    }

    /// The greatest value of a number among stories.
    pub(crate) fn greatest(&self, field: &str) -> Option<i64> {
        let which = Asked::whether(one_of(CLASS, &["story"]), Of::Both);
        let found = self.search(json!({
            "query": which.query(), "size": 1, "_source": [field], "sort": [{ field: { "order": "desc" } }],
        }));
        found.ok()?.hits.first()?.content[field].as_i64()
    }
}

/// An index that byline has made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Made {
    /// Another where it was made anew.
    pub(crate) stamp: String,
}

fn abilities(engine: &Engine) -> Vec<&'static str> {
    let abilities = engine.abilities;
    let named = [
        (Ability::Ids, "stories sent again take the place of the old"),
        (Ability::Boosts, "headlines count for more"),
        (Ability::Near, "words near each other"),
        (Ability::Similar, "words spelt nearly so"),
        (Ability::Fading, "newer stories count for more"),
    ];
    let able = named
        .into_iter()
        .filter(|(ability, _)| abilities.has(*ability));
    able.map(|(_, name)| name).collect()
}

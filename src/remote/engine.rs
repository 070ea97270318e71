//! Which engine answers, by what it says of itself at its root, and what it can do.

use anyhow::{Result, bail};
use serde_json::Value;

use crate::format::decode::printable;
use crate::index::plan::dialect::{Abilities, Ability};
use crate::remote::client::{Client, Patience};

/// An engine that byline knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Elasticsearch,
    OpenSearch,
    Quickwit,
}

/// The engine of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Engine {
    pub(crate) kind: Kind,
    pub(crate) version: String,
    pub(crate) abilities: Abilities,
}

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Elasticsearch => "Elasticsearch",
            Self::OpenSearch => "OpenSearch",
            Self::Quickwit => "Quickwit",
        }
    }

    fn abilities(self) -> Abilities {
        match self {
            Self::Elasticsearch | Self::OpenSearch => Abilities(&[
                Ability::Ids,
                Ability::Boosts,
                Ability::Near,
                Ability::Similar,
                Ability::Fading,
            ]),
            Self::Quickwit => Abilities::default(),
        }
    }
}

impl Engine {
    /// Asks the root of an archive.
    pub(crate) fn of(client: &Client) -> Result<Self> {
        let root = client.get("/", Patience::Reader)?.into_content()?;
        Self::told_by(&root)
    }

    fn told_by(root: &Value) -> Result<Self> {
        let version = &root["version"];
        let number = version["number"].as_str().unwrap_or("of no version");
        let distribution = version["distribution"].as_str().unwrap_or_default();
        let says = |name: &str| root.to_string().to_lowercase().contains(name);
        let kind = if distribution.eq_ignore_ascii_case("opensearch") {
            Kind::OpenSearch
        } else if says("quickwit") {
            Kind::Quickwit
        } else if says("you know, for search") {
            Kind::Elasticsearch
        } else {
            bail!("what answers there is none of Elasticsearch, OpenSearch and Quickwit");
        };
        Ok(Self {
            kind,
            version: printable(number).chars().take(40).collect(),
            abilities: kind.abilities(),
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Engine, Kind};

    #[test]
    fn engines_are_known_by_their_root() {
        let kind = |root| Engine::told_by(&root).map(|engine| engine.kind).ok();
        let tagline = "You Know, for Search";
        let search = json!({"tagline": tagline, "version": {"number": "8.15.0"}});
        assert_eq!(kind(search), Some(Kind::Elasticsearch));
        let open = json!({"version": {"number": "3.1.0", "distribution": "opensearch"}});
        assert_eq!(kind(open), Some(Kind::OpenSearch));
        let quick = json!({
            "tagline": tagline, "cluster_name": "quickwit",
            "version": {"number": "7.17", "distribution": "quickwit"},
        });
        assert_eq!(kind(quick), Some(Kind::Quickwit));
        assert_eq!(kind(json!("hello")), None);
    }
}

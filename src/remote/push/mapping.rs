//! How an engine is told to keep the documents: once when an index is made.

use serde_json::{Map, Value, json};

use crate::index::pushed::{self, EDITION, KeptAs};

/// Values longer than this are not looked up as a whole, in characters.
const LONGEST: usize = 8_000;

/// What is to be sent to an engine by hand: `elasticsearch` for that and `OpenSearch`, or `quickwit`.
pub fn mapping(engine: &str, index: &str) -> Option<Value> {
    match engine {
        "elasticsearch" => Some(for_elasticsearch("by hand")),
        "quickwit" => Some(for_quickwit(index)),
        _ => None,
    }
}

/// For Elasticsearch and `OpenSearch`; `made` tells this index from one that is made later.
pub(super) fn for_elasticsearch(made: &str) -> Value {
    let field = |kept| match kept {
        KeptAs::Words => json!({ "type": "text", "analyzer": "whitespace" }),
        KeptAs::Whole => json!({ "type": "keyword", "ignore_above": LONGEST }),
        KeptAs::Number => json!({ "type": "long" }),
        KeptAs::Stored => json!({ "type": "keyword", "index": false, "doc_values": false }),
    };
    let fields = pushed::fields().into_iter();
    let properties: Map<String, Value> = fields
        .map(|(name, kept)| (name.to_owned(), field(kept)))
        .collect();
    json!({
        "mappings": {
            "_meta": { "byline": EDITION, "made": made },
            "dynamic": false,
            "properties": properties,
        }
    })
}

/// For Quickwit, which makes an index by `POST /api/v1/indexes`.
fn for_quickwit(index: &str) -> Value {
    let field = |name: &str, kept| match kept {
        KeptAs::Words => json!({
            "name": name, "type": "text", "tokenizer": "default", "record": "position", "fieldnorms": true,
        }),
        KeptAs::Whole => {
            json!({ "name": name, "type": "array<text>", "tokenizer": "raw", "fast": true })
        }
        KeptAs::Number => json!({ "name": name, "type": "i64", "fast": true }),
        KeptAs::Stored => json!({ "name": name, "type": "text", "indexed": false }),
    };
    let single = [
        "class", "story", "identity", "origin", "role", "sayer", "of", "word",
    ];
    let fields = pushed::fields().into_iter().map(|(name, kept)| {
        let mut field = field(name, kept);
        if single.contains(&name) {
            field["type"] = "text".into();
        }
        field
    });
    let fields: Vec<Value> = fields.collect();
    json!({
        "version": "0.9",
        "index_id": index,
        "doc_mapping": { "mode": "lenient", "field_mappings": fields },
        "search_settings": { "default_search_fields": ["text"] },
    })
}

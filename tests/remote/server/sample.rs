//! What an honest engine answers to a search, in bytes: what made-up answers are made from.

use serde_json::{Value, json};

use super::Server;
use crate::remote::{archive_at, push};

/// Stories that the engine holds.
const STORIES: &[&str] = &[
    "# The quay\n\nBoats came to the *quay* at noon. “We sail,” said Ana Reyes.\n\n## Later\n\n- salt\n- rope\n",
    "# A talk\n\nQ: Why the quay?\n\nA: Because it is ours.\n",
];

/// Answers with all that the engine holds: stories, utterances, words.
pub(crate) fn answers() -> Vec<Vec<u8>> {
    let server = Server::start();
    let remote = archive_at(&[server.address()], "stories");
    let folder = tempfile::tempdir().expect("a folder");
    for (number, text) in STORIES.iter().enumerate() {
        let path = folder.path().join(format!("{number}.md"));
        std::fs::write(path, text).expect("a file");
    }
    let journal = tempfile::tempdir().expect("a folder");
    remote.create(1).expect("an index");
    push(
        &remote,
        folder.path(),
        &journal.path().join("journal.jsonl"),
    )
    .expect("sent");
    let documents: Vec<Value> = server.documents().into_values().collect();
    let single = documents.iter().map(std::slice::from_ref);
    let all = single.chain([documents.as_slice()]);
    all.map(|hits| answer(hits).to_string().into_bytes())
        .collect()
}

fn answer(documents: &[Value]) -> Value {
    let hits: Vec<Value> = documents
        .iter()
        .map(|document| json!({ "_score": 1.5, "_source": document, "sort": [1.5, 7] }))
        .collect();
    json!({
        "timed_out": false,
        "_shards": { "total": 1, "successful": 1, "failed": 0 },
        "hits": { "total": { "value": hits.len(), "relation": "eq" }, "hits": hits },
    })
}

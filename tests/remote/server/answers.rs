//! What the engine says to each request.

use serde_json::{Value, json};

use super::queries::{matches, search};
use super::{Fault, Request, State};

impl State {
    /// The answer to a request: its status and its body.
    pub(super) fn reply(&mut self, request: &Request, fault: &Fault) -> (u16, Value) {
        let Request { method, path, .. } = request;
        match (method.as_str(), path.as_str()) {
            ("GET", "/") => (200, self.root()),
            ("PUT", _) => {
                self.mapping = serde_json::from_slice(&request.body).ok();
                (200, json!({ "acknowledged": true }))
            }
            ("GET", path) if path.ends_with("/_mapping") => match &self.mapping {
                Some(mapping) => (200, json!({ "stories-1": mapping })),
                None => (404, json!({ "error": { "reason": "no such index" } })),
            },
            ("POST", path) if path.ends_with("/_bulk") => (200, self.take_in(&request.body, fault)),
            ("POST", path) if path.ends_with("/_search") => self.find(&request.body, fault),
            ("POST", path) if path.ends_with("/_refresh") => (200, json!({})),
            _ => (
                400,
                json!({ "error": { "reason": format!("nothing at {path}") } }),
            ),
        }
    }

    fn root(&self) -> Value {
        let distribution = if self.is_quickwit {
            "quickwit"
        } else {
            "opensearch"
        };
        json!({ "version": { "number": "3.1.0", "distribution": distribution } })
    }

    fn take_in(&mut self, body: &[u8], fault: &Fault) -> Value {
        let text = String::from_utf8_lossy(body);
        let mut lines = text.lines();
        let mut items = Vec::new();
        while let Some(action) = lines.next() {
            let action: Value = serde_json::from_str(action).expect("an action");
            if let Some(id) = action["delete"]["_id"].as_str() {
                self.documents.remove(id);
                items.push(json!({ "delete": { "status": 200 } }));
                continue;
            }
            let line = lines.next().expect("a document");
            if matches!(fault, Fault::Refuse(word) if line.contains(word.as_str())) {
                let error = json!({ "reason": "it is not liked\u{1b}[31m" });
                items.push(json!({ "index": { "status": 400, "error": error } }));
                continue;
            }
            let id = match action["index"]["_id"].as_str() {
                Some(id) if !self.is_quickwit => id.to_owned(),
                _ => format!("{:08}", self.documents.len()),
            };
            let document = serde_json::from_str(line).expect("a document");
            self.documents.insert(id, document);
            items.push(json!({ "index": { "status": 201 } }));
        }
        json!({ "errors": false, "items": items })
    }

    fn find(&self, body: &[u8], fault: &Fault) -> (u16, Value) {
        let mut body: Value = serde_json::from_slice(body).expect("a search");
        if self.is_quickwit {
            body["_source"] = Value::Null;
        }
        if !body["track_total_hits"].as_bool().unwrap_or(false) {
            return (400, json!({ "error": { "reason": "nobody counts" } }));
        }
        let found = self.documents.iter().filter_map(|(id, document)| {
            let score = matches(&body["query"], document)?;
            Some((id.as_str(), document, score))
        });
        let (mut total, hits) = search(&body, found.collect());
        if *fault == Fault::WrongTotal {
            total = 0;
        }
        let failed = match fault {
            Fault::Partial(failed) => *failed,
            _ => 0,
        };
        let answer = json!({
            "timed_out": false,
            "_shards": { "total": 12, "successful": 12 - failed, "failed": failed },
            "hits": { "total": { "value": total, "relation": "eq" }, "hits": hits },
        });
        (200, answer)
    }
}

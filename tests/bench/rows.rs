//! The rows of the table, in groups that share a state: each group prepares what it needs.

mod building;
mod passes;
mod peers;
mod reading;
mod searching;
mod starting;

pub(crate) use searching::typed;
pub(crate) use starting::starts;

use crate::place::Place;
use crate::table::Table;

/// Measures one group.
pub(crate) type Measure = fn(&Place, &mut Table);

/// Every group, in order: building leaves an index for those after it.
pub(crate) const GROUPS: &[(&str, Measure)] = &[
    ("start-cold", starting::cold),
    ("index", building::build),
    ("rescan", building::rescan),
    ("change", building::change),
    ("start-warm", starting::warm),
    ("echo", peers::echo),
    ("keys", reading::keys),
    ("search", searching::typing),
    ("long-story", reading::long_story),
    ("idle", reading::idle),
    ("resize", reading::resize),
    ("parse", building::parse),
    ("passes", passes::passes),
    ("newsboat", peers::newsboat),
];

//! The rows of the table, in groups that share a state: each group prepares what it needs.

mod building;
mod reading;
mod searching;
mod starting;

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
    ("keys", reading::keys),
    ("search", searching::typing),
    ("long-story", reading::long_story),
    ("idle", reading::idle),
    ("resize", reading::resize),
    ("parse", building::parse),
];

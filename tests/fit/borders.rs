//! What opens a later story: how much what the page makes of a line, its surroundings and its words
//! count beside each other.

use byline::page::borders::{self, COUNT};
use byline::page::reading::Reading;

use crate::learn::{self, Row};
use crate::lines::Lines;
use crate::pages::{FOLDS, Page};
use crate::report::share;

const PENALTY: f64 = 2.0;

/// The weights of [`borders::PARTS`]: of lines that nothing marks, then of those that are marked.
pub(crate) fn fit(pages: &[Page], lines: &Lines) -> Vec<f64> {
    let rows: Vec<Vec<(usize, Row)>> = pages
        .iter()
        .zip(&lines.sums)
        .map(|(page, sums)| rows(page, sums.clone()))
        .collect();
    let of = |fold: Option<usize>| {
        let kept = pages
            .iter()
            .zip(&rows)
            .filter(|(page, _)| Some(page.fold) != fold);
        let rows: Vec<&Row> = kept
            .flat_map(|(_, rows)| rows.iter().map(|(_, row)| row))
            .collect();
        learn::fit(&rows, 2 * COUNT, 1, PENALTY, 80)
    };
    let held: Vec<Vec<f64>> = (0..FOLDS).map(|fold| of(Some(fold))).collect();
    println!(
        "\nborders of publishers left out: candidate lines\n{:<9}{:>8}{:>8}{:>8}{:>12}",
        "set", "P", "R", "F1", "cut singles"
    );
    for set in ["borders", "multi", "wide", "clean", "noisy", "scrape"] {
        let (mut right, mut told, mut all, mut cut) = (0, 0, 0, 0);
        for (page, rows) in pages.iter().zip(&rows).filter(|(page, _)| page.set == set) {
            let mut wrong = false;
            for (_, row) in rows {
                let said = learn::chances(row, &held[page.fold], 1)[1] > 0.5;
                let is = row.allowed == 2;
                right += usize::from(said && is);
                told += usize::from(said);
                all += usize::from(is);
                wrong |= said && !is;
            }
            cut += usize::from(wrong && page.headlines.len() == 1);
        }
        println!(
            "{set:<9}{:>8.3}{:>8.3}{:>8.3}{cut:>12}",
            share(right, told),
            share(right, all),
            share(2 * right, told + all)
        );
    }

    of(None)
}

fn rows(page: &Page, sums: Vec<Option<byline::page::reading::Sums>>) -> Vec<(usize, Row)> {
    let first = page.headlines.first().copied().unwrap_or(0);
    let reading = Reading {
        sums,
        headline: first,
        whys: Vec::new(),
    };
    let found = borders::parts(&page.lines, &page.front, &reading, &page.headlines);
    found
        .into_iter()
        .filter(|(at, _)| *at > first)
        .map(|(at, (amounts, marked))| {
            let first = COUNT * marked as usize;
            let signs = amounts.iter().enumerate();
            let signs = signs
                .filter(|(_, amount)| **amount != 0.0)
                .map(|(sign, amount)| ((first + sign) as u16, *amount))
                .collect();
            // There are five pages of one story to one of several: a border missed counts twice.
            let opens = page.headlines.contains(&at);
            let (allowed, weight) = if opens { (2, 2.0) } else { (1, 1.0) };
            (
                at,
                Row {
                    signs,
                    allowed,
                    weight,
                },
            )
        })
        .collect()
}

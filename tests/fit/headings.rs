//! What heads a section: how much the company of a line and what the page makes of it count.

use byline::page::cohesion::Vocabulary;
use byline::page::headings::{self, PARTS};
use byline::page::reading;
use byline::page::survey::Words;

use crate::learn::{self, Row};
use crate::lines::Lines;
use crate::pages::{FOLDS, Page, label};
use crate::report::share;

/// The weights of [`PARTS`].
pub(crate) fn fit(pages: &[Page], lines: &Lines) -> Vec<f64> {
    let rows: Vec<Vec<Row>> = pages
        .iter()
        .zip(&lines.sums)
        .map(|(page, sums)| rows(page, sums))
        .collect();
    let of = |fold: Option<usize>| {
        let kept = pages
            .iter()
            .zip(&rows)
            .filter(|(page, _)| Some(page.fold) != fold);
        let rows: Vec<&Row> = kept.flat_map(|(_, rows)| rows).collect();
        learn::fit(&rows, PARTS.len(), 1, 1.0, 60)
    };
    let held: Vec<Vec<f64>> = (0..FOLDS).map(|fold| of(Some(fold))).collect();
    println!(
        "\nheadings of publishers left out, both words\n{:<9}{:>8}{:>8}{:>8}{:>14}",
        "set", "P", "R", "F1", "false without"
    );
    for set in ["wide", "borders", "clean", "noisy", "scrape", "multi"] {
        let (mut right, mut told, mut all, mut without, mut wrong) = (0, 0, 0, 0, 0);
        for (page, rows) in pages.iter().zip(&rows).filter(|(page, _)| page.set == set) {
            let has = page.labels.contains(&label::HEADING);
            without += usize::from(!has);
            let headings = page
                .labels
                .iter()
                .map(|label| usize::from(*label == label::HEADING));
            all += headings.sum::<usize>();
            for row in rows {
                let said = learn::chances(row, &held[page.fold], 1)[1] > 0.5;
                right += usize::from(said && row.allowed == 2);
                told += usize::from(said && row.allowed != 3);
                wrong += usize::from(said && row.allowed == 1 && !has);
            }
        }
        println!(
            "{set:<9}{:>8.3}{:>8.3}{:>8.3}{:>14.2}",
            share(right, told),
            share(right, all),
            share(2 * right, told + all),
            share(wrong, without)
        );
    }
    let all = of(None);
    for (name, weight) in PARTS.iter().zip(&all) {
        println!("{name:<42}{weight:>7.2}");
    }
    all
}

fn rows(page: &Page, sums: &[Option<reading::Sums>]) -> Vec<Row> {
    let vocabulary = Vocabulary::new(&page.lines);
    let ends = page
        .headlines
        .iter()
        .skip(1)
        .copied()
        .chain([page.lines.len()]);
    let mut rows = Vec::new();
    for (&start, end) in page.headlines.iter().zip(ends) {
        let lines = &page.lines[start..end];
        let taken: Vec<bool> = (start..end)
            .map(|at| {
                let front = at - start < 9 && page.front[at].any();
                at == start || front || reading::is_furniture(&page.lines[at], sums[at])
            })
            .collect();
        for (at, parts) in headings::parts(
            lines,
            &taken,
            Words::new(&vocabulary, start),
            &sums[start..end],
        ) {
            let is = page.labels[start + at];
            rows.push(Row {
                signs: parts
                    .iter()
                    .enumerate()
                    .map(|(sign, amount)| (sign as u16, *amount))
                    .collect(),
                allowed: if is == label::HEADING {
                    2
                } else if is & label::HEADING != 0 {
                    3
                } else {
                    1
                },
                weight: page.weight,
            });
        }
    }
    rows
}

//! What a line is: four sums beside plain text.

use byline::page::borders::echoes::Echoes;
use byline::page::cohesion::Vocabulary;
use byline::page::reading::{self, CLASSES, Model, SIGNS, Sums};

use crate::learn::{self, Row};
use crate::pages::{FOLDS, Page, label};
use crate::report::share;

/// What was learned, and what each part of the pages is like by weights of the other parts.
pub(crate) struct Lines {
    pub(crate) model: Model,
    /// For each page, the sums of its lines.
    pub(crate) sums: Vec<Vec<Option<Sums>>>,
}

const PENALTY: f64 = 4.0;
const STEPS: usize = 90;

pub(crate) fn fit(pages: &[Page]) -> Lines {
    let rows: Vec<Vec<(usize, Row)>> = pages.iter().map(rows).collect();
    let of = |fold: Option<usize>| {
        let kept = pages
            .iter()
            .zip(&rows)
            .filter(|(page, _)| Some(page.fold) != fold);
        let rows: Vec<&Row> = kept
            .flat_map(|(_, rows)| rows.iter().map(|(_, row)| row))
            .collect();
        model(&learn::fit(&rows, SIGNS, CLASSES, PENALTY, STEPS))
    };
    let held: Vec<Model> = std::thread::scope(|scope| {
        let of = &of;
        let fits: Vec<_> = (0..FOLDS)
            .map(|fold| scope.spawn(move || of(Some(fold))))
            .collect();
        let done = fits.into_iter().map(std::thread::ScopedJoinHandle::join);
        done.map(|fit| fit.expect("a fit ends")).collect()
    });
    let model = of(None);
    let sums: Vec<Vec<Option<Sums>>> = pages
        .iter()
        .map(|page| weigh(page, &held[page.fold]))
        .collect();
    say(pages, &sums);
    Lines { model, sums }
}

fn rows(page: &Page) -> Vec<(usize, Row)> {
    let vocabulary = Vocabulary::new(&page.lines);
    let echoes = Echoes::new(&page.lines);
    let looked = reading::Page::new(&page.lines, &page.front, &vocabulary, &echoes);
    let weighed = (0..page.lines.len()).filter(|&at| looked.is_weighed(at));
    weighed
        .map(|at| {
            let mut signs = Vec::new();
            looked.signs(at, &mut signs);
            let row = Row {
                signs: signs.into_iter().map(|sign| (sign, 1.0)).collect(),
                allowed: page.labels[at],
                weight: page.weight,
            };
            (at, row)
        })
        .collect()
}

fn weigh(page: &Page, model: &Model) -> Vec<Option<Sums>> {
    let vocabulary = Vocabulary::new(&page.lines);
    let echoes = Echoes::new(&page.lines);
    reading::Page::new(&page.lines, &page.front, &vocabulary, &echoes).weigh(model)
}

fn model(weights: &[f64]) -> Model {
    let mut model = reading::MODEL.clone();
    for sign in 0..SIGNS {
        let fitted = &weights[sign * CLASSES..][..CLASSES];
        for (weight, fitted) in model.weights_mut(sign).iter_mut().zip(fitted) {
            *weight = (*fitted * 100.0).round() as f32 / 100.0;
        }
    }
    model
}

/// Prints how right the sums are on publishers left out.
fn say(pages: &[Page], sums: &[Vec<Option<Sums>>]) {
    println!(
        "lines of publishers left out\n{:<9}{:>7}{:>9}{:>9}{:>9}{:>10}",
        "set", "pages", "P", "R", "heading", "headline"
    );
    for set in ["wide", "borders", "clean", "noisy", "scrape", "multi"] {
        let (mut count, mut right, mut told, mut all, mut first) = (0, 0, 0, 0, 0);
        for (page, sums) in pages.iter().zip(sums).filter(|(page, _)| page.set == set) {
            count += 1;
            let vocabulary = Vocabulary::new(&page.lines);
            let echoes = Echoes::new(&page.lines);
            let looked = reading::Page::new(&page.lines, &page.front, &vocabulary, &echoes);
            let headline = looked.headline(sums);
            first += usize::from(headline.is_some() && headline == page.headlines.first().copied());
            for (at, sum) in sums
                .iter()
                .enumerate()
                .filter(|(at, _)| Some(*at) > headline)
            {
                let is = page.labels[at] == label::HEADING;
                let optional = page.labels[at] & label::HEADING != 0 && !is;
                let said = sum.is_some_and(|sum| sum.heads() > 0.0 && sum.opens() < 0.0);
                right += usize::from(is && said);
                told += usize::from(said && !optional);
                all += usize::from(is);
            }
        }
        println!(
            "{set:<9}{count:>7}{:>9.3}{:>9.3}{:>9.3}{:>10.3}",
            share(right, told),
            share(right, all),
            share(2 * right, told + all),
            share(first, count)
        );
    }
}

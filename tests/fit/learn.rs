//! Multinomial logistic regression by L-BFGS, with a small penalty on large weights.

/// One line: its signs with their amounts, which classes it may be, and how much it counts.
pub(crate) struct Row {
    pub(crate) signs: Vec<(u16, f32)>,
    pub(crate) allowed: u8,
    pub(crate) weight: f32,
}

/// What is minimised.
struct Loss<'a> {
    rows: &'a [&'a Row],
    classes: usize,
    penalty: f64,
}

/// The weights, sign by sign, of `classes` classes beside class 0, which has none.
pub(crate) fn fit(
    rows: &[&Row],
    signs: usize,
    classes: usize,
    penalty: f64,
    steps: usize,
) -> Vec<f64> {
    let loss = Loss {
        rows,
        classes,
        penalty,
    };
    minimise(&loss, vec![0.0; signs * classes], steps)
}

/// The chances of each class, class 0 first, of a row.
pub(crate) fn chances(row: &Row, weights: &[f64], classes: usize) -> Vec<f64> {
    let mut sums = vec![0.0; classes + 1];
    for &(sign, amount) in &row.signs {
        let first = usize::from(sign) * classes;
        for class in 0..classes {
            sums[class + 1] += weights[first + class] * f64::from(amount);
        }
    }
    let most = sums.iter().copied().fold(f64::MIN, f64::max);
    let mut total = 0.0;
    for sum in &mut sums {
        *sum = (*sum - most).exp();
        total += *sum;
    }
    for sum in &mut sums {
        *sum /= total;
    }
    sums
}

impl Loss<'_> {
    fn of(&self, weights: &[f64], gradient: &mut [f64]) -> f64 {
        let mut loss = 0.0;
        for (slope, weight) in gradient.iter_mut().zip(weights) {
            *slope = self.penalty * weight;
            loss += self.penalty * weight * weight / 2.0;
        }
        for row in self.rows {
            let chances = chances(row, weights, self.classes);
            let may = |class: usize| row.allowed & (1 << class) != 0;
            let right: f64 = (0..=self.classes)
                .filter(|&class| may(class))
                .map(|class| chances[class])
                .sum();
            let right = right.max(1e-12);
            let weight = f64::from(row.weight);
            loss -= weight * right.ln();
            for class in 1..=self.classes {
                let target = if may(class) {
                    chances[class] / right
                } else {
                    0.0
                };
                let slope = weight * (chances[class] - target);
                for &(sign, amount) in &row.signs {
                    gradient[usize::from(sign) * self.classes + class - 1] +=
                        slope * f64::from(amount);
                }
            }
        }
        loss
    }
}

/// Pairs of steps that are remembered.
const MEMORY: usize = 8;

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

fn minimise(loss: &Loss<'_>, mut at: Vec<f64>, steps: usize) -> Vec<f64> {
    let mut slope = vec![0.0; at.len()];
    let mut value = loss.of(&at, &mut slope);
    let mut memory: Vec<(Vec<f64>, Vec<f64>)> = Vec::new();
    for _ in 0..steps {
        let way = direction(&slope, &memory);
        let descent = dot(&way, &slope);
        let mut length = if memory.is_empty() {
            1.0 / dot(&slope, &slope).sqrt().max(1e-9)
        } else {
            1.0
        };
        let mut next_slope = vec![0.0; at.len()];
        let (next, next_value) = loop {
            let next: Vec<f64> = at
                .iter()
                .zip(&way)
                .map(|(at, way)| at + length * way)
                .collect();
            let next_value = loss.of(&next, &mut next_slope);
            if next_value <= value + 1e-4 * length * descent || length < 1e-9 {
                break (next, next_value);
            }
            length /= 2.0;
        };
        let step: Vec<f64> = next.iter().zip(&at).map(|(next, at)| next - at).collect();
        let turn: Vec<f64> = next_slope
            .iter()
            .zip(&slope)
            .map(|(next, slope)| next - slope)
            .collect();
        let gained = value - next_value;
        (at, value, slope) = (next, next_value, next_slope);
        if dot(&step, &turn) > 1e-12 {
            memory.push((step, turn));
            if memory.len() > MEMORY {
                memory.remove(0);
            }
        }
        if gained < 1e-6 * value.abs() {
            break;
        }
    }
    at
}

fn direction(slope: &[f64], memory: &[(Vec<f64>, Vec<f64>)]) -> Vec<f64> {
    let mut way: Vec<f64> = slope.iter().map(|slope| -slope).collect();
    let mut shares = Vec::new();
    for (step, turn) in memory.iter().rev() {
        let share = dot(step, &way) / dot(step, turn);
        way.iter_mut()
            .zip(turn)
            .for_each(|(way, turn)| *way -= share * turn);
        shares.push(share);
    }
    if let Some((step, turn)) = memory.last() {
        let scale = dot(step, turn) / dot(turn, turn);
        for way in &mut way {
            *way *= scale;
        }
    }
    for ((step, turn), share) in memory.iter().zip(shares.iter().rev()) {
        let back = dot(turn, &way) / dot(step, turn);
        way.iter_mut()
            .zip(step)
            .for_each(|(way, step)| *way += (share - back) * step);
    }
    way
}

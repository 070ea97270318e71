//! Where everything stands on a screen of a given size. Pure: used to update (how far is a page?)
//! and to draw, so that the two cannot disagree.

use ratatui::layout::{Rect, Size};

/// From so many columns on, the story is shown beside the list.
const WIDE: u16 = 110;
/// From so many rows on, rules set the bars apart.
const HIGH: u16 = 10;

/// What is to be placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The whole screen.
    pub size: Size,
    /// Bars or none.
    pub bars: Bars,
    /// Rows above the list and the preview for something that is there at times.
    pub strip: u16,
    /// Whether a preview is wanted where there is room.
    pub preview: bool,
}

/// What is shown besides the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bars {
    /// The bars at the top and the bottom.
    Shown,
    /// Nothing: only the text.
    Hidden,
}

/// Where everything stands. What has no room is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// Library and place, or the search box.
    pub top: Rect,
    /// Under it: a rule, or how the query was read.
    pub under_top: Rect,
    /// Above the body: timeline or completions.
    pub strip: Rect,
    /// The list or the story.
    pub body: Rect,
    /// Between list and preview.
    pub divider: Rect,
    /// The story that is selected in the list.
    pub preview: Rect,
    /// Above the bottom bar.
    pub above_bottom: Rect,
    /// Next keys, messages, place.
    pub bottom: Rect,
}

impl Areas {
    /// The areas of a plan. The body goes last where room is short, the rules first.
    pub fn new(plan: Plan) -> Self {
        let all = Rect::new(0, 0, plan.size.width, plan.size.height);
        let bars = plan.bars == Bars::Shown;
        let (top, rest) = take_top(all, bars && all.height >= 4);
        let (bottom, rest) = take_bottom(rest, bars && all.height >= 2);
        let (under_top, rest) = take_top(rest, bars && all.height >= HIGH);
        let (above_bottom, rest) = take_bottom(rest, bars && all.height >= HIGH);
        let (strip, rest) = take(rest, plan.strip);
        let mut areas = Self {
            top,
            under_top,
            strip,
            body: rest,
            above_bottom,
            bottom,
            ..Self::default()
        };
        if plan.preview && plan.size.width >= WIDE {
            areas.split_body();
        }
        areas
    }

    fn split_body(&mut self) {
        let all = self.body;
        // The list gets two fifths, but no more than a headline needs.
        let list = (all.width * 2 / 5).min(84);
        self.body.width = list;
        self.divider = Rect {
            x: all.x + list,
            width: 1,
            ..all
        };
        self.preview = Rect {
            x: all.x + list + 1,
            width: all.width - list - 1,
            ..all
        };
    }
}

fn take_top(area: Rect, wanted: bool) -> (Rect, Rect) {
    take(area, u16::from(wanted))
}

fn take(area: Rect, wanted: u16) -> (Rect, Rect) {
    let height = wanted.min(area.height);
    let rest = Rect {
        y: area.y + height,
        height: area.height - height,
        ..area
    };
    (Rect { height, ..area }, rest)
}

fn take_bottom(area: Rect, wanted: bool) -> (Rect, Rect) {
    let height = u16::from(wanted && area.height > 0);
    let rest = Rect {
        height: area.height - height,
        ..area
    };
    (
        Rect {
            y: rest.bottom(),
            height,
            ..area
        },
        rest,
    )
}

#[cfg(test)]
mod tests {
    use super::{Areas, Bars, Plan};
    use ratatui::layout::{Rect, Size};

    fn areas(width: u16, height: u16) -> Areas {
        Areas::new(Plan {
            size: Size { width, height },
            bars: Bars::Shown,
            strip: 2,
            preview: true,
        })
    }

    #[test]
    fn areas_tile_the_screen_at_every_size() {
        for width in [0, 1, 40, 109, 110, 200] {
            for height in 0..60 {
                let Areas {
                    top,
                    under_top,
                    strip,
                    body,
                    divider,
                    preview,
                    above_bottom,
                    bottom,
                } = areas(width, height);
                let all = [
                    top,
                    under_top,
                    strip,
                    body,
                    divider,
                    preview,
                    above_bottom,
                    bottom,
                ];
                let screen = Rect::new(0, 0, width, height);
                assert_eq!(
                    all.iter().map(|area| area.area()).sum::<u32>(),
                    screen.area(),
                    "{width}x{height}"
                );
                assert!(
                    all.iter()
                        .all(|area| area.intersection(screen) == *area || area.is_empty())
                );
            }
        }
    }

    #[test]
    fn text_goes_last_where_room_is_short() {
        assert_eq!(areas(80, 3).body.height + areas(80, 3).strip.height, 2);
        assert_eq!(areas(80, 24).body.height, 18);
        assert!(areas(80, 24).preview.is_empty());
        assert_eq!(areas(200, 60).preview.width, 119);
    }

    #[test]
    fn hidden_bars_leave_the_text_alone() {
        let plan = Plan {
            size: Size {
                width: 80,
                height: 24,
            },
            bars: Bars::Hidden,
            strip: 0,
            preview: false,
        };
        assert_eq!(Areas::new(plan).body, Rect::new(0, 0, 80, 24));
    }
}

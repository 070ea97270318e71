//! Whether the terminal's background is light or dark, from what it tells.

/// What words stand on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ground {
    /// White, cream, light grey.
    Light,
    /// Black, dark grey.
    #[default]
    Dark,
}

/// Asks a terminal for the colour of its background (xterm, OSC 11). One that does not know this says nothing.
pub const QUESTION: &[u8] = b"\x1b]11;?\x1b\\";

/// How the answer begins.
const ANSWER: &[u8] = b"\x1b]11;";

/// What a terminal answers: `rgb:ffff/fafa/f0f0`, with one to four digits each, or `#fffaf0`.
pub fn answered(sequence: &[u8]) -> Option<Ground> {
    let text = std::str::from_utf8(sequence.strip_prefix(ANSWER)?).ok()?;
    let text = text.trim_end_matches(|c: char| c.is_control() || c == '\\');
    let parts: Vec<&str> = match (text.strip_prefix("rgb:"), text.strip_prefix("rgba:")) {
        (Some(parts), _) | (_, Some(parts)) => parts.split('/').take(3).collect(),
        _ => {
            let digits = text.strip_prefix('#').filter(|digits| digits.is_ascii())?;
            let one = digits.len() / 3;
            (0..3)
                .map_while(|part| digits.get(part * one..(part + 1) * one))
                .collect()
        }
    };
    let [red, green, blue] = parts.as_slice() else {
        return None;
    };
    let (red, green, blue) = (share(red)?, share(green)?, share(blue)?);
    // ITU-R BT.601: how bright colours look.
    let brightness = 0.299 * red + 0.587 * green + 0.114 * blue;
    Some(if brightness > 0.5 {
        Ground::Light
    } else {
        Ground::Dark
    })
}

/// A hexadecimal number as a share of the greatest with so many digits.
fn share(digits: &str) -> Option<f64> {
    let most = (1_u32 << (4 * digits.len().clamp(1, 4))) - 1;
    let number = u16::from_str_radix(digits, 16).ok()?;
    Some(f64::from(number) / f64::from(most))
}

/// What `COLORFGBG` tells ("foreground;background", as rxvt and Konsole set it); `None` where it tells nothing.
pub fn told(colours: Option<&str>) -> Option<Ground> {
    let background = colours?.rsplit(';').next()?;
    let number: u8 = background.parse().ok()?;
    Some(if matches!(number, 7 | 15) {
        Ground::Light
    } else {
        Ground::Dark
    })
}

#[cfg(test)]
mod tests {
    use super::{Ground, answered, told};

    #[test]
    fn backgrounds_are_told() {
        for (colours, expect) in [
            (None, None),
            (Some(""), None),
            (Some("15;0"), Some(Ground::Dark)),
            (Some("0;15"), Some(Ground::Light)),
            (Some("0;default;7"), Some(Ground::Light)),
        ] {
            assert_eq!(told(colours), expect, "{colours:?}");
        }
    }

    #[test]
    fn answers_are_understood() {
        for (answer, expect) in [
            ("\x1b]11;rgb:ffff/ffff/ffff\x1b\\", Some(Ground::Light)),
            ("\x1b]11;rgb:fd/f6/e3\x07", Some(Ground::Light)),
            ("\x1b]11;rgb:0000/2b2b/3636\x07", Some(Ground::Dark)),
            ("\x1b]11;rgba:1e1e/1e1e/1e1e/ffff\x1b\\", Some(Ground::Dark)),
            ("\x1b]11;#fdf6e3\x1b\\", Some(Ground::Light)),
            ("\x1b]11;#é6e3\x1b\\", None),
            ("\x1b]11;rgb:/ff/ff\x07", None),
            ("\x1b]11;rgb:12345/0/0\x07", None),
            ("\x1b]10;rgb:ff/ff/ff\x07", None),
            ("\x1b]11;?\x07", None),
        ] {
            assert_eq!(answered(answer.as_bytes()), expect, "{answer:?}");
        }
    }
}

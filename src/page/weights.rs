//! Reads a file of weights while the program is built: `[section]` lines, then `name = number …`, a
//! sign a line, in the order in which the signs stand in the code. `tests/fit` writes such files.
//!
//! A file that lacks a sign, or knows one that the code does not, stops the build.

/// The weights of a section: `WIDTH` numbers for each of the names.
///
/// # Panics
/// Stops the build where names and file differ.
pub const fn section<const WIDTH: usize, const COUNT: usize>(
    text: &str,
    title: &str,
    names: &[&str; COUNT],
) -> [[f32; WIDTH]; COUNT] {
    let mut weights = [[0.0; WIDTH]; COUNT];
    let bytes = text.as_bytes();
    let mut at = after_title(bytes, title.as_bytes());
    let mut sign = 0;
    while sign < COUNT {
        assert!(
            opens_with(bytes, at, names[sign].as_bytes()),
            "a sign of the code is not in its place in the file of weights"
        );
        at += names[sign].len();
        assert!(
            opens_with(bytes, at, b" ="),
            "a sign without a number in a file of weights"
        );
        at += 2;
        let mut column = 0;
        while column < WIDTH {
            let (number, end) = number(bytes, at);
            weights[sign][column] = number;
            at = end;
            column += 1;
        }
        assert!(
            at < bytes.len() && bytes[at] == b'\n',
            "more numbers than weights"
        );
        at += 1;
        sign += 1;
    }
    assert!(
        at >= bytes.len() || bytes[at] == b'\n' || bytes[at] == b'[',
        "the file of weights knows a sign that the code does not"
    );
    weights
}

/// Where the first line under `[title]` begins.
const fn after_title(bytes: &[u8], title: &[u8]) -> usize {
    let mut at = 0;
    while at < bytes.len() {
        let opens = bytes[at] == b'[' && (at == 0 || bytes[at - 1] == b'\n');
        let end = at + 1 + title.len();
        if opens && opens_with(bytes, at + 1, title) && opens_with(bytes, end, b"]\n") {
            return end + 2;
        }
        at += 1;
    }
    panic!("a section is missing in a file of weights")
}

const fn opens_with(bytes: &[u8], at: usize, words: &[u8]) -> bool {
    let mut same = 0;
    while same < words.len() && at + same < bytes.len() && bytes[at + same] == words[same] {
        same += 1;
    }
    same == words.len()
}

/// The number behind one blank, `-12.345`, and where it ends.
const fn number(bytes: &[u8], mut at: usize) -> (f32, usize) {
    assert!(
        at < bytes.len() && bytes[at] == b' ',
        "a number is missing in a file of weights"
    );
    at += 1;
    let negative = at < bytes.len() && bytes[at] == b'-';
    at += negative as usize;
    let (mut digits, mut scale, mut behind_point) = (0.0_f32, 1.0_f32, false);
    while at < bytes.len() && (bytes[at] == b'.' || bytes[at].is_ascii_digit()) {
        if bytes[at] == b'.' {
            behind_point = true;
        } else {
            digits = digits * 10.0 + (bytes[at] - b'0') as f32;
            scale *= if behind_point { 10.0 } else { 1.0 };
        }
        at += 1;
    }
    let number = digits / scale;
    (if negative { -number } else { number }, at)
}

#[cfg(test)]
mod tests {
    use super::section;

    const FILE: &str =
        "# Fitted.\n[line]\nopen = 1.25 -0.5\nstop = -12 3.007\n\n[place]\nfirst = 2\n";

    #[test]
    fn sections_are_read_by_name() {
        let weights: [[f32; 2]; 2] = section(FILE, "line", &["open", "stop"]);
        assert_eq!(weights, [[1.25, -0.5], [-12.0, 3.007]]);
        let weights: [[f32; 1]; 1] = section(FILE, "place", &["first"]);
        assert_eq!(weights, [[2.0]]);
    }

    #[test]
    #[should_panic(expected = "a sign of the code is not in its place")]
    fn a_sign_without_a_weight_stops_the_build() {
        let _: [[f32; 2]; 2] = section(FILE, "line", &["open", "question"]);
    }

    #[test]
    #[should_panic(expected = "knows a sign that the code does not")]
    fn a_weight_without_a_sign_stops_the_build() {
        let _: [[f32; 2]; 1] = section(FILE, "line", &["open"]);
    }
}

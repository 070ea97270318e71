//! Every theme is legible: contrast after WCAG 2.2, and tables that say what is wrong.

use ratatui::style::{Color, Modifier, Style};

use super::*;

/// Grounds that people read on: white, cream, and the darkest to the lightest of dark ones.
const LIGHT: &[Color] = &[Color::Rgb(255, 255, 255), Color::Rgb(253, 246, 227)];
const DARK: &[Color] = &[
    Color::Rgb(0, 0, 0),
    Color::Rgb(30, 30, 30),
    Color::Rgb(0, 43, 54),
];

/// Text has to stand out so much (WCAG 2.2, 1.4.3), and what is no text (1.4.11).
const TEXT: f64 = 4.5;
const SHAPE: f64 = 3.0;

/// The sixteen as xterm has them.
const SIXTEEN: [(Color, (u8, u8, u8)); 16] = [
    (Color::Black, (0, 0, 0)),
    (Color::Red, (205, 0, 0)),
    (Color::Green, (0, 205, 0)),
    (Color::Yellow, (205, 205, 0)),
    (Color::Blue, (0, 0, 238)),
    (Color::Magenta, (205, 0, 205)),
    (Color::Cyan, (0, 205, 205)),
    (Color::Gray, (229, 229, 229)),
    (Color::DarkGray, (127, 127, 127)),
    (Color::LightRed, (255, 0, 0)),
    (Color::LightGreen, (0, 255, 0)),
    (Color::LightYellow, (255, 255, 0)),
    (Color::LightBlue, (92, 92, 255)),
    (Color::LightMagenta, (255, 0, 255)),
    (Color::LightCyan, (0, 255, 255)),
    (Color::White, (255, 255, 255)),
];

fn parts(colour: Color) -> Option<(u8, u8, u8)> {
    match colour {
        Color::Rgb(red, green, blue) => Some((red, green, blue)),
        Color::Indexed(index) if index >= 16 => Some(depth::indexed(index)),
        named => SIXTEEN
            .iter()
            .find(|(name, _)| *name == named)
            .map(|(_, parts)| *parts),
    }
}

/// Relative luminance (WCAG 2.2).
fn luminance(colour: Color) -> f64 {
    let (red, green, blue) = parts(colour).expect("it is a colour with known parts");
    let linear = |part: u8| {
        let share = f64::from(part) / 255.0;
        if share <= 0.04045 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

fn contrast(one: Color, other: Color) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Every style with a colour on every ground.
fn check(name: &str, theme: &Theme, grounds: &[Color], text: f64) {
    for role in Theme::roles() {
        let style = theme.styles_of(role);
        let least = if role == "rule" { SHAPE } else { text };
        legible(&format!("{name}: {role}"), style, grounds, least);
    }
    for voice in 0..6 {
        legible(
            &format!("{name}: voice {voice}"),
            theme.lane(voice).0,
            grounds,
            SHAPE,
        );
    }
}

fn legible(what: &str, style: Style, grounds: &[Color], least: f64) {
    let Some(ink) = style.fg else { return };
    for &ground in grounds {
        let behind = style.bg.unwrap_or(ground);
        let found = contrast(ink, behind);
        assert!(
            found >= least,
            "{what} on {behind:?}: {found:.2} is less than {least}"
        );
    }
}

#[test]
fn shipped_themes_are_legible() {
    for (name, _) in SHIPPED {
        let (palette, ground) = shipped(name).expect("it is shipped");
        let grounds = match ground {
            Ground::Light => LIGHT,
            Ground::Dark => DARK,
        };
        check(name, &palette.clone().into(), grounds, TEXT);
        let many = palette.recoloured(depth::nearest_indexed).into();
        check(&format!("{name} in 256"), &many, grounds, 4.0);
    }
}

#[test]
fn the_sixteen_are_legible_on_black_and_white() {
    check("light", &Theme::of(Ground::Light), &LIGHT[..1], TEXT);
    check("dark", &Theme::of(Ground::Dark), &DARK[..1], TEXT);
}

#[test]
fn styles_are_words() {
    let bold = Style::new().add_modifier(Modifier::BOLD);
    assert_eq!(
        style("bold #7a1f1f"),
        Ok(bold.fg(Color::Rgb(0x7a, 0x1f, 0x1f)))
    );
    assert_eq!(
        style("black on yellow"),
        Ok(Style::new().fg(Color::Black).bg(Color::Yellow))
    );
    assert!(style("boldd").is_err_and(|message| message.contains("did you mean `bold`?")));
}

#[test]
fn tables_say_what_is_wrong() {
    let config = |text: &str| {
        Config::default()
            .overlaid("my.toml", text)
            .expect("it is TOML")
    };
    let read = |text: &str| chosen(&config(text), Ground::Dark, Depth::All);
    let own = "theme = \"mine\"\n[themes.mine]\nground = \"light\"\nheadline = \"bold #112233\"";
    let theme = read(own).expect("it is right");
    assert_eq!(
        theme.styles_of("headline").fg,
        Some(Color::Rgb(0x11, 0x22, 0x33))
    );
    for (text, expect) in [
        (
            "theme = \"mine\"\n[themes.mine]\nheadlin = \"bold\"",
            "my.toml:3: headlin: no such role; did you mean `headline`?",
        ),
        (
            "theme = \"mine\"\n[themes.mine]\nrule = \"#12\"",
            "my.toml:3: rule: “#12” is no colour",
        ),
        (
            "theme = \"mine\"\n[themes.mine]\nground = \"grey\"",
            "my.toml:3: ground: write",
        ),
    ] {
        let message = format!("{:#}", read(text).expect_err(text));
        assert!(message.contains(expect), "{message}");
    }
}

#[test]
fn few_colours_fall_back_to_the_sixteen() {
    let config = Config::default()
        .overlaid("my.toml", "theme = \"paper\"")
        .expect("it is a theme");
    let theme = chosen(&config, Ground::Dark, Depth::Sixteen).expect("it is shipped");
    assert_eq!(theme, Theme::of(Ground::Light));
}

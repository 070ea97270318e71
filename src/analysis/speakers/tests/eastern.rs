//! Speech in Chinese and Japanese.

use super::{check, check_in};

const CHINESE: &str = "昨天傍晚，山脚下的小镇下了一场大雨，河水很快涨了起来，老桥上的灯也灭了。镇上的人都没有睡，大家守在桥边等着天亮，看水有没有退下去。孩子们在屋里听雨。天亮以后雨停了，水慢慢退了下去，桥还在原来的地方。";
const JAPANESE: &str = "昨日の夕方、山のふもとの小さな町に大雨が降り、川の水はすぐに増え、古い橋の明かりも消えた。町の人は誰も眠らず、橋のそばで夜明けを待ち、水が引くのを見ていた。子どもたちは家の中で雨の音を聞いていた。夜が明けると雨はやんだ。";

#[test]
fn a_chinese_cue_ends_the_clause_beside_the_quotation() {
    check(
        &format!(
            "{CHINESE}\n“桥没有事，”梁玉山说，“水明天会退。”\n镇长何文笑着表示：“今年一定修桥。”"
        ),
        &["梁玉山", "梁玉山", "何文"],
    );
    check(
        &format!("{CHINESE}\n“我守了一夜，”梁玉山回忆。“灯灭的时候，”他说，“我在桥上。”"),
        &["梁玉山", "梁玉山", "梁玉山"],
    );
}

#[test]
fn a_japanese_cue_follows_its_particle() {
    check(
        &format!(
            "{JAPANESE}\n橋守の堀川光男さん（七十）は「橋は無事だ」と話す。\n「水は明日には引く」と堀川さんは言う。「もう大丈夫です」"
        ),
        &["堀川光男", "堀川光男", "堀川光男"],
    );
    check(
        &format!("{JAPANESE}\n役場の担当者は取材に対し、「今年中に直す」と説明した。"),
        &["役場の担当者"],
    );
}

#[test]
fn terms_between_marks_are_no_speech() {
    check(
        &format!("{CHINESE}\n人们把这座桥叫作“老灯”，已经很多年了。"),
        &[],
    );
    check(
        &format!("{JAPANESE}\n人々はこの橋を「古い灯」と名づけた。"),
        &[],
    );
}

#[test]
fn whose_office_it_is_stands_before_the_office() {
    check_in("zh", "码头协会主席陈静说：“我们等了三个月。”", &["陈静"]);
    check_in(
        "ja",
        "港について問われた田中さんは「春まで待つ」と述べた。",
        &["田中"],
    );
}

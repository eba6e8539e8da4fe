//! What the letters of a text say of its language, where they alone are enough.

use std::collections::HashMap;
use std::sync::LazyLock;

/// How many letters of each kind a text has.
#[derive(Debug, Default)]
pub(super) struct Letters {
    /// All letters.
    pub(super) all: usize,
    scripts: [usize; SCRIPTS.len()],
    marks: [usize; MARKS.len()],
    simplified: usize,
    traditional: usize,
}

/// Scripts by their ranges, and the language where a script has one that is in use for releases.
const SCRIPTS: &[(char, char, &str)] = &[
    ('\u{AC00}', '\u{D7A3}', "ko"),
    ('\u{3041}', '\u{30FA}', "ja"),
    ('\u{4E00}', '\u{9FFF}', "zh"),
    ('\u{0400}', '\u{052F}', "cyrillic"),
    ('\u{0620}', '\u{06FF}', "arabic"),
    ('\u{0370}', '\u{03FF}', "el"),
    ('\u{0590}', '\u{05FF}', "he"),
    ('\u{0E00}', '\u{0E7F}', "th"),
    ('\u{0531}', '\u{058F}', "hy"),
    ('\u{10D0}', '\u{10FF}', "ka"),
    ('\u{1200}', '\u{137F}', "am"),
    ('\u{1780}', '\u{17FF}', "km"),
    ('\u{0E80}', '\u{0EFF}', "lo"),
    ('\u{1000}', '\u{109F}', "my"),
    ('\u{0D80}', '\u{0DFF}', "si"),
    ('\u{0B80}', '\u{0BFF}', "ta"),
    ('\u{0C00}', '\u{0C7F}', "te"),
    ('\u{0C80}', '\u{0CFF}', "kn"),
    ('\u{0D00}', '\u{0D7F}', "ml"),
    ('\u{0A80}', '\u{0AFF}', "gu"),
];

/// Letters that only the language beside them has, of those that share its script; the first that is found tells.
const MARKS: &[(&str, &str, &str)] = &[
    ("cyrillic", "ѓќѕ", "mk"),
    ("cyrillic", "ђћљњџј", "sr"),
    ("cyrillic", "ў", "be"),
    ("cyrillic", "қғұһ", "kk"),
    ("cyrillic", "ң", "ky"),
    ("cyrillic", "өү", "mn"),
    ("cyrillic", "іїєґ", "uk"),
    ("cyrillic", "ыэёь", "ru"),
    ("cyrillic", "ъ", "bg"),
    ("arabic", "ٹڈڑےں", "ur"),
    ("arabic", "ښځډړټڼ", "ps"),
    ("arabic", "ۆێڕڵ", "ckb"),
    ("arabic", "پچژگکی", "fa"),
    ("arabic", "ةىكيأإؤئ", "ar"),
];

/// Characters that are written in one way on the mainland, and how they are written elsewhere, in the same order.
/// What is in use on both sides, such as `台` and `里`, tells nothing.
const SIMPLIFIED: &str = "\
    与东业丝两严丧个丰临为举义乐习乡书买乱争亏产亲亿仅从仓仪们价众优会传伤伦伪体兰关兴养内农军决况冻净凉减凤处凯击\
    刘则刚创别务动励劳势协单卖卢卫厂厅历厉压厌县参双发变叙号叶吗员响问团园围国图圣场坏块坚坛坝坟壮声壳处备复够头夺\
    奋奖妇妈娱孙学宁宝实审宪宫宽宾对导寻将尘尝尽层属岁岂岛岭峡币帅师帐带帮庆库应庙废开异弃张弹强归当录径忆忧怀态总\
    恳恶悬惊惯愤愿戏战户扑执扩扫扬扰抚抛护报担拟拥择挂挥损换据断无旧时显晓暂术机杀杂权条来杨极构枪标样树档桥检楼横\
    欢欧残毁毕气汇汉汤沟没泪泽洁浅测济浓涛润涨渐湿满滚滞灭灯灵灾炉点炼热爱牵牺状狱独献环现玛电画畅疗监盖盘矿码础确\
    礼祸离种积称稳穷竞笔筑签简类粮紧红约级纪纯纲纳纵纷纸线练组细织终绍经结给络绝统继绩续维综绿缓编缘罗罚职联肃肠肤\
    胜脑脱艺节苏苹药获营萨蓝虑虽补装见观规视览觉订认讨让训议讯记讲许论设访证评识诉词译试诚话询该详语误说请诸课调谈\
    谊谋谓谢负财责贤败货质贪贫购贯贵贷贸费贺资赏赔赖赛赞趋跃践车轨转轮软轻载较辆辑输边辽达迁过运还这进远违连迟选递\
    逻遗邮郑释钢钱铁银错键镇长门闭问闯闲间闻阅阔队阳阴阵阶际陆陈险随隐难雾静韩页顶项顺须顾预领频题额风飞饭馆马驱验\
    骑鱼鲁鲜鸟鸡黄齐龙";
const TRADITIONAL: &str = "\
    與東業絲兩嚴喪個豐臨為舉義樂習鄉書買亂爭虧產親億僅從倉儀們價眾優會傳傷倫偽體蘭關興養內農軍決況凍淨涼減鳳處凱擊\
    劉則剛創別務動勵勞勢協單賣盧衛廠廳歷厲壓厭縣參雙發變敘號葉嗎員響問團園圍國圖聖場壞塊堅壇壩墳壯聲殼處備復夠頭奪\
    奮獎婦媽娛孫學寧寶實審憲宮寬賓對導尋將塵嘗盡層屬歲豈島嶺峽幣帥師帳帶幫慶庫應廟廢開異棄張彈強歸當錄徑憶憂懷態總\
    懇惡懸驚慣憤願戲戰戶撲執擴掃揚擾撫拋護報擔擬擁擇掛揮損換據斷無舊時顯曉暫術機殺雜權條來楊極構槍標樣樹檔橋檢樓橫\
    歡歐殘毀畢氣匯漢湯溝沒淚澤潔淺測濟濃濤潤漲漸濕滿滾滯滅燈靈災爐點煉熱愛牽犧狀獄獨獻環現瑪電畫暢療監蓋盤礦碼礎確\
    禮禍離種積稱穩窮競筆築簽簡類糧緊紅約級紀純綱納縱紛紙線練組細織終紹經結給絡絕統繼績續維綜綠緩編緣羅罰職聯肅腸膚\
    勝腦脫藝節蘇蘋藥獲營薩藍慮雖補裝見觀規視覽覺訂認討讓訓議訊記講許論設訪證評識訴詞譯試誠話詢該詳語誤說請諸課調談\
    誼謀謂謝負財責賢敗貨質貪貧購貫貴貸貿費賀資賞賠賴賽贊趨躍踐車軌轉輪軟輕載較輛輯輸邊遼達遷過運還這進遠違連遲選遞\
    邏遺郵鄭釋鋼錢鐵銀錯鍵鎮長門閉問闖閒間聞閱闊隊陽陰陣階際陸陳險隨隱難霧靜韓頁頂項順須顧預領頻題額風飛飯館馬驅驗\
    騎魚魯鮮鳥雞黃齊龍";

/// Whether a character is a simplified one.
static WRITING: LazyLock<HashMap<char, bool>> = LazyLock::new(|| {
    let simplified = SIMPLIFIED.chars().map(|letter| (letter, true));
    simplified.chain(TRADITIONAL.chars().map(|letter| (letter, false))).collect()
});

/// Counts the letters of a text.
pub(super) fn letters(text: &str) -> Letters {
    let mut letters = Letters::default();
    for letter in text.chars().filter(|letter| letter.is_alphabetic()) {
        letters.all += 1;
        if letter < '\u{0370}' {
            continue;
        }
        let place = SCRIPTS.iter().position(|&(first, last, _)| (first..=last).contains(&letter));
        let Some(place) = place else { continue };
        letters.scripts[place] += 1;
        match SCRIPTS[place].2 {
            "zh" => letters.count_han(letter),
            "cyrillic" | "arabic" => letters.count_mark(letter),
            _ => {}
        }
    }
    letters
}

impl Letters {
    fn count_mark(&mut self, letter: char) {
        let small = letter.to_lowercase().next().unwrap_or(letter);
        for (count, (_, marks, _)) in self.marks.iter_mut().zip(MARKS) {
            *count += usize::from(marks.contains(small));
        }
    }

    fn count_han(&mut self, letter: char) {
        match WRITING.get(&letter) {
            Some(true) => self.simplified += 1,
            Some(false) => self.traditional += 1,
            None => {}
        }
    }

    fn of(&self, script: &str) -> usize {
        let place = SCRIPTS.iter().position(|&(.., name)| name == script);
        place.map_or(0, |place| self.scripts[place])
    }
}

/// The language that the letters alone tell.
pub(super) fn language(letters: &Letters) -> Option<&'static str> {
    let third = letters.all / 3;
    let (kana, han) = (letters.of("ja"), letters.of("zh"));
    if letters.of("ko") > third {
        return Some("ko");
    }
    if kana * 10 > letters.all && kana + han > third {
        return Some("ja");
    }
    if han > third {
        return Some(match letters.simplified.cmp(&letters.traditional) {
            std::cmp::Ordering::Greater => "zh-Hans",
            std::cmp::Ordering::Less => "zh-Hant",
            std::cmp::Ordering::Equal => "zh",
        });
    }
    let (place, &most) = letters.scripts.iter().enumerate().max_by_key(|(_, count)| **count)?;
    match SCRIPTS[place].2 {
        _ if most * 2 <= letters.all => None,
        shared @ ("cyrillic" | "arabic") => by_marks(letters, shared),
        language => Some(language),
    }
}

fn by_marks(letters: &Letters, script: &str) -> Option<&'static str> {
    /// A name or a quotation has a letter here and there; a language has one in so many.
    const ONE_IN: usize = 150;
    let often = |count: usize| count > 0 && count * ONE_IN >= letters.of(script);
    let mut found = MARKS.iter().zip(letters.marks).filter(|&((of, ..), count)| *of == script && often(count));
    let ((.., language), count) = found.next()?;
    // Russian has `ъ` now and then, and Bulgarian `ь` before `о`.
    let other = found.next().filter(|(_, others)| *language == "ru" && *others > count);
    Some(other.map_or(*language, |((.., other), _)| *other))
}

/// Whether a text has none of the Cyrillic letters that a language is known by; most such texts are Russian.
pub(super) fn lacks_marks(letters: &Letters, language: &str) -> bool {
    let none = |((script, _, known), count): (&(&str, &str, &str), usize)| {
        *script == "cyrillic" && *known == language && count == 0
    };
    MARKS.iter().zip(letters.marks).any(none)
}

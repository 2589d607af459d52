
namespace IntegrationHub.Core.Spreadsheets.Text;

/// <summary>
/// How plausible text is as Chinese, Japanese or Korean: characters met every day in orders count most, those of the first
/// level of the national standard count, those of the second level and beyond speak against it.
/// </summary>
internal static class EastAsianText
{
    private const string CommonMarks = "，。、；：（）【】「」『』《》〈〉〔〕“”‘’￥％×－—…·～！？／＋＝＃＆＊．　・ー々〇○●◎△▲□■☆★※→←↑↓№℃㎡㎜㎝㎏±÷≤≥Φφ①②③④⑤⑥⑦⑧⑨⑩㈱";

    private static readonly HashSet<char> Simple =
    [
        .. "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严首底液官德随病苏失尔死讲配女黄推显谈罪神艺呢席含企望密批营项防举球英氧势告李台落木帮轮破亚师围注远字材排供河态封另施减树溶怎止案言士均武固叶鱼波视仅费紧爱左章早朝害续轻服试食充兵源判护司足某练差致板田降黑犯负击范继兴似余坚曲输修故城夫够送笔船占右财吃富春职觉汉画功巴跟虽杂飞检吸助升阳互初创抗考投坏策古径换未跑留钢曾端责站简述钱副尽帝射草冲承独令限阿宣环双请超微让控州良轴找否纪益依优顶础载倒房突坐粉敌略客袁冷胜绝析块剂测丝协诉念陈仍罗盐友洋错苦夜刑移频逐靠混母短皮终聚汽村云哪既距卫停烈央察烧迅境若印洲刻括激孔搞甚室待核校散侵吧甲游久菜味旧模湖货损预阻毫普稳乙妈植息扩银语挥酒守拿序纸医缺雨吗针刘啊急唱误训愿审附获茶鲜粮斤孩脱硫肥善龙演父渐血欢械掌歌沙刚攻谓盾讨晚粒乱燃矛乎杀药宁鲁贵钟煤读班伯香介迫句丰培握兰担弦蛋沉假穿执答乐谁顺烟缩征脸喜松脚困异免背星福买染井概慢怕磁倍祖皇促静补评翻肉践尼衣宽扬棉希伤操垂秋宜氢套督振架亮末宪庆编牛触映雷销诗座居抓裂胞呼娘景威绿晶厚盟衡鸡孙延危胶屋乡临陆顾掉呀灯岁措束耐剧玉赵跳哥季课凯胡额款绍卷齐伟蒸殖永宗苗川炉岩弱零杨奏沿露杆探滑镇饭浓航怀赶库夺伊灵税途灭赛归召鼓播盘裁险康唯录菌纯借糖盖横符私努堂域枪润幅哈竟熟虫泽脑壤碳欧遍侧寨敢彻虑斜薄庭纳弹饲伸折麦湿暗荷瓦塞床筑恶户访塔奇透梁刀旋迹卡氯遇份毒泥退洗摆灰彩卖耗夏择忙铜献硬予繁圈雪函亦抽篇阵阴丁尺追堆雄迎泛爸楼避谋吨野猪旗累偏典馆索秦脂潮爷豆忽托惊塑遗愈朱替纤粗倾尚痛楚谢奋购磨君池旁碎骨监捕弟暴割贯殊释词亡壁顿宝午尘闻揭炮残冬桥妇警综招吴付浮遭徐您摇谷赞箱隔订男吹园纷唐败宋玻巨耕坦荣闭湾键凡驻锅救恩剥凝碱齿截炼麻纺禁废盛版缓净睛昌婚涉筒嘴插岸朗庄街藏姑贸腐奴啦惯乘伙恢匀纱扎辩耳彪臣亿璃抵脉秀萨俄网舞店喷纵寸汗挂洪贺闪柬爆烯津稻墙软勇像滚厘蒙芳肯坡柱荡腿仪旅尾轧冰贡登黎削钻勒逃障氨郭峰币港伏轨亩毕擦莫刺浪秘援株健售股岛甘泡睡童铸汤阀休汇舍牧绕炸哲磷绩朋淡尖启陷柴呈徒颜泪稍忘泵蓝拖洞授镜辛壮锋贫虚弯摩泰幼廷尊窗纲弄隶疑氏宫姐震瑞怪尤琴循描膜违夹腰缘珠穷森枝竹沟催绳忆邦剩幸浆栏拥牙贮礼滤钠纹罢拍咱喊袖埃勤罚焦潜伍墨欲缝姓刊饱仿奖铝鬼丽跨默挖链扫喝袋炭污幕诸弧励梅奶洁灾舟鉴苯讼抱毁懂寒智埔寄届跃渡挑丹艰贝碰拔爹戴码梦芽熔赤渔哭敬颗奔铅仲虎稀妹乏珍申桌遵允隆螺仓魏锐晓氮兼隐碍赫拨忠肃缸牵抢博巧壳兄杜讯诚碧祥柯页巡矩悲灌龄伦票寻桂铺圣恐恰郑趣抬荒腾贴柔滴猛阔辆妻填撤储签闹扰紫砂递戏吊陶伐喂疗瓶婆抚臂摸忍虾蜡邻胸巩挤偶弃槽劲乳邓吉仁烂砖租乌舰伴瓜浅丙暂燥橡柳迷暖牌秧胆详簧踏瓷谱呆宾糊洛辉愤竞隙怒粘乃绪肩籍敏涂熙皆侦悬掘享纠醒狂锁淀恨牲霸爬赏逆玩陵祝秒浙貌",
    ];

    private static readonly HashSet<char> TraditionalOnly =
    [
        .. "訂單號編碼碼數量單價總額金額客戶名稱廠商供應規格顏色備註日期交貨貨品項次產品說明聯絡電話傳真地址付款條件運費稅率幣別統計業務採購倉庫箱數來源負責審核製表備註採購單編號會員統一發票臺灣臺北縣區鎮鄉鐵鋼絲線圓長寬厚銅鋁塑膠紙盒體積淨毛時間無為與從這們對開關門間問題個後過還進遠運達週選點樣機標準權歷屬層廣應張強當錄鍵環現環產異畫發盡監盤確禮種積級組結給統經綠維網緊線練總續職聽與舊號處術補複覽觀記設許訴註評試話該詳認語誤說調請論證識警議護讀變讓負財責貨貴買費資質賣賬購質車軟轉輕載輪輸農連過達適選遺還鄰釋針鈕錯錢鏈鎖關陳陽隨險雙離難電靈靜響頁項順須預領頭題額類顧風飛養餘館馬驗體髮鬥魚鳥麥黃點齊龍龜廳衛寶實寫將專尋對導層屆島師帶幣幾庫廢彈後從復微徵憑應懷戰戲戶拋掛採換損擇擔據擬擴擺攜敗敵數斷時晉暫會東條棄極構槍樂樓標樞模權歡歸殘殺氣沒沖況洩測渾湊準溝滅滿漢漸潔灣濟濕為燈營爐爭爺狀獎獨獲現產畢當發",
    ];

    private static readonly HashSet<char> JapaneseCommon =
    [
        .. "日一国会人年大十二本中長出三同時政事自行社見月分議後前民生連五発間対上部東者党地合市業内相方四定今回新場金員九入選立開手米力学問高代明実円関決子動京全目表戦経通外最言氏現理調体化田当八六約主題下首意法不来作性的要用制治度務強気小七成期公持野協取都和統以機平総加山思家話世受区領多県続進正安設保改数記院女初北午指権心界支第産結百派点教報済書府活原先共得解名交資予川向際査勝面委告軍文反元重近千考判認画海参売利組知案道信策集在件団別物側任引使求所次水半品昨論計死官増係感特情投示変打男基私各始島直両朝革価式確村提運終挙果西勢減台広容必応演電歳住争談能無再位置企真流格有疑口過局少放税検藤町常校料沢裁状工建語球営空職証土与急止送援供可役構木割聞身費付施切由説転食比難防補車優夫研収断井何南石足違消境神番規術護展態導鮮備宅害配副算視条幹独警宮究育席輸訪楽起万着乗店述残想線率病農州武声質念待試族象銀域助労例衛然早張映限親額監環験追審商葉義伝働形景落欧担好退準賞訴辺造英被株頭技低毎医復仕去姿味負閣韓渡失移差衆個門写評課末守若脳極種美岡影命含福蔵量望松非撃佐核観察整段横融型白深字答夜製票況音申様財港識注呼渉達注文発注納品単価数量金額合計小計消費税商品名品番規格備考御中株式会社担当納期請求見積書様在庫倉庫個箱本枚台式年月日希望住所電話郵便番号",
    ];

    private static readonly HashSet<char> KoreanCommon =
    [
        .. "이다는에의을하고가로지사한기도를서대자인시어리그나정수들일아은해보라부주장전과상제구만성경동여있관업원조공스원비것게선국세물계산트유금화안소모우와방연학생되으진무요내중미마용신개위적발현문실결행분단면회치법명및통까각오간당등예많바려력작거건교데운재영강차입체심표년월호번품목량급납처발주단가금액합계세액공급가격규격수량비고거래처담당자연락처주소전화번호이메일날짜코드상품명품명주문서견적배송출고입고재고색상사이즈개박스세트매장창고반품교환결제카드현금부가서울시특별광역경기도남북동서구군읍면길로",
    ];

    private static readonly HashSet<char> LevelOneSimple = Level("gb2312", 0xB0, 0xD7, 0xA1, 0xFE);
    private static readonly HashSet<char> LevelOneTraditional = Level("big5", 0xA4, 0xC6, 0x40, 0xFE);
    private static readonly HashSet<char> LevelOneJapanese = Level("euc-jp", 0xB0, 0xCF, 0xA1, 0xFE);
    private static readonly HashSet<char> StandardHangul = Level("ks_c_5601-1987", 0xB0, 0xC8, 0xA1, 0xFE);

    public static double Simplified(string text) => Mean(text, static c => c switch
    {
        _ when Simple.Contains(c) => 1,
        _ when LevelOneSimple.Contains(c) => 0.35,
        >= '\u3040' and <= '\u30FF' => -0.1,
        >= '\u4E00' and <= '\u9FFF' => -0.4,
        _ => Other(c),
    });

    public static double Traditional(string text) => Mean(text, static c => c switch
    {
        _ when TraditionalOnly.Contains(c) => 1,
        _ when LevelOneTraditional.Contains(c) => Simple.Contains(c) ? 0.9 : 0.4,
        >= '\u3040' and <= '\u30FF' => -0.2,
        >= '\u4E00' and <= '\u9FFF' => -0.5,
        _ => Other(c),
    });

    public static double Japanese(string text) => Mean(text, static c => c switch
    {
        >= '\u3040' and <= '\u30FF' => 0.95,
        _ when JapaneseCommon.Contains(c) => 0.95,
        _ when LevelOneJapanese.Contains(c) => 0.35,
        >= '\u4E00' and <= '\u9FFF' => -0.5,
        _ => Other(c),
    });

    /// <summary>Japanese with half-width kana, which foreign bytes also look like: only runs that could be spoken count.</summary>
    public static double ShiftJis(string text)
    {
        var narrow = HalfWidthKana.Score(text);
        return Mean(text, c => c is >= '\uFF61' and <= '\uFF9F' ? narrow : c switch
        {
            >= '\u3040' and <= '\u30FF' => 0.95,
            _ when JapaneseCommon.Contains(c) => 0.95,
            _ when LevelOneJapanese.Contains(c) => 0.35,
            >= '\u4E00' and <= '\u9FFF' => -0.5,
            _ => Other(c),
        });
    }

    public static double Korean(string text) => Mean(text, static c => c switch
    {
        _ when KoreanCommon.Contains(c) => 1,
        _ when StandardHangul.Contains(c) => 0.2,
        >= '\uAC00' and <= '\uD7A3' => -0.7,
        >= '\u4E00' and <= '\u9FFF' => -0.4,
        >= '\u3040' and <= '\u30FF' => -0.3,
        _ => Other(c),
    });

    private static double Other(char c) => c switch
    {
        _ when CommonMarks.Contains(c, StringComparison.Ordinal) => 0.5,
        >= '\uFF01' and <= '\uFF5E' => 0.4,
        >= '\u2160' and <= '\u217F' => 0.1,
        >= '\uE000' and <= '\uF8FF' => -1.5,
        >= '\u0400' and <= '\u045F' => -0.4,
        >= '\u2500' and <= '\u257F' => -0.5,
        _ => -0.5,
    };

    private static double Mean(string text, Func<char, double> points)
    {
        double sum = 0;
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < 0x80)
            {
                continue;
            }

            count++;
            sum += points(text[i]);

            // A Chinese or Japanese character with Latin letters on both sides is an accent misread.
            if (text[i] >= 0x2E80 && i > 0 && i + 1 < text.Length && char.IsAsciiLetterLower(text[i - 1]) && char.IsAsciiLetterLower(text[i + 1]))
            {
                sum -= 0.8;
            }
        }

        return count == 0 ? 0 : sum / count;
    }

    /// <summary>The characters that a double-byte standard lists in a stretch of lead and trail bytes.</summary>
    private static HashSet<char> Level(string encoding, int firstLead, int lastLead, int firstTrail, int lastTrail)
    {
        var decoder = LegacyEncodings.Get(encoding);
        var found = new HashSet<char>();
        Span<byte> pair = stackalloc byte[2];
        Span<char> chars = stackalloc char[2];
        for (var lead = firstLead; lead <= lastLead; lead++)
        {
            for (var trail = firstTrail; trail <= lastTrail; trail++)
            {
                pair[0] = (byte)lead;
                pair[1] = (byte)trail;
                if (decoder.GetChars(pair, chars) == 1 && chars[0] >= 0x2E80 && chars[0] != '\uFFFD')
                {
                    found.Add(chars[0]);
                }
            }
        }

        return found;
    }
}

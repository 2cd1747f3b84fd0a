// Rankings, the grades that cut them, amounts that are shared out, and norms.
#include "random/generator.h"

namespace plumb::random {

void Generator::add_ranking(std::string& text) {
  const std::string ties = one_of({"同名次", "连续名次", "全进", "全不进", "移交评议 裁定"});
  text += "评议 裁定 对 参评 由 专家组 取 末级 记于 答复 暂定 「随机」\n";
  text += std::string("排名 名次表 对 参评") + (chance(20) ? " 除去 (" + condition(Table::Member, 1) + ")" : std::string()) +
          (chance(30) ? one_of({" 分组 法人", " 分组 级别", " 分组 法人、级别"}) : std::string()) + " 按 总分 取 " +
          one_of({"10分", "0.01分", "50分"}) + " " + one_of({"四舍五入", "去尾"}) + " 降序";
  if (chance(40)) text += ", 编制 精确 升序";
  text += " 并列 " + ties + " 暂定 「随机」\n";
  if (chance(50)) {
    text += "测算 我的名次 对 单位 : 整数 = 名次(名次表) 缺失时 0 暂定 「随机」\n";
    define("我的名次", Table::Unit, Kind::Count);
  }
  add_grade(text, ties);
  if (chance(40)) add_second_grade(text);
}

void Generator::add_grade(std::string& text, const std::string& ties) {
  // What a cut must say: ties where the ranking leaves them to it, and what reaches the next cut.
  const bool is_left_to_cut = ties == "同名次" || ties == "连续名次";
  const auto over = [&] { return is_left_to_cut ? one_of({" 并列越线 全进", " 并列越线 全不进"}) : std::string(); };
  const auto veto = [&](const std::string& name) {
    return "  一票否决 " + name + " 当 " + condition(Table::Member, 1) +
           one_of({" 定为 较差", " 定为 合格", " 不优于 良好", " 不优于 合格"}) + one_of({" 切档前", " 切档后"}) +
           one_of({" 暂定 「随机」\n", " 暂定 「随机」\n", " 暂定 「随机」\n", " 未载\n"});
  };
  text += std::string("等级 等次 对 参评") + (chance(15) ? " 依次" : "") + " {\n  较差 认定 当 " +
          (chance(50) ? std::string("编制 = 13") : condition(Table::Member, 1)) + " 暂定 「随机」\n";
  if (chance(50)) text += veto("一否");
  if (chance(30)) text += veto("二否");
  text += "  优秀 择优 名次表 前 " + one_of({"1", "2", "3", "名额", "20% 去尾", "30% 进一", "系数 四舍五入"}) +
          one_of({" 空额 不补", " 空额 递补"}) + over() + one_of({" 占用下档", " 不占下档"}) +
          one_of({" 暂定 「随机」\n", " 暂定 「随机」\n", " 暂定 「随机」\n", " 暂定 「随机」\n", " 未载\n"});
  text += "  良好 次优 名次表 " + one_of({"其后 1", "其后 2", "其后 40% 四舍五入", "前 4", "前 60% 四舍五入 基数 参评"}) +
          over() + " 暂定 「随机」\n  合格 其余 否则 暂定 「随机」\n}\n";
  define("等次", Table::Member, Kind::Grade);
}

// Of other rows, or of all units by keys that are never the same.
void Generator::add_second_grade(std::string& text) {
  if (chance(50)) {
    text += "排名 器序 对 仪器 分组 " + one_of({"类别", "单位", "单位、类别"}) + " 按 原值 精确 降序 并列 " +
            one_of({"同名次", "连续名次"}) + " 暂定 「随机」\n";
    text += "等级 器等 对 仪器 {\n  优秀 甲 器序 前 1 并列越线 " + one_of({"全进", "全不进"}) +
            " 占用下档 空额 不补 暂定 「随机」\n  良好 乙 器序 其后 " + one_of({"1", "50% 去尾"}) +
            " 并列越线 全进 暂定 「随机」\n  合格 丙 否则 暂定 「随机」\n}\n";
    define("器等", Table::Instrument, Kind::Grade);
    return;
  }
  text += "排名 副序 对 单位 按 编制 精确 降序, 编码 精确 升序 并列 不会并列 暂定 「随机」\n";
  text += "等级 副等 对 单位 {\n  优秀 甲 副序 前 " + one_of({"2", "30% 去尾"}) +
          " 空额 不补 暂定 「随机」\n  合格 乙 否则 暂定 「随机」\n}\n";
  define("副等", Table::Unit, Kind::Grade);
}

void Generator::add_allotments(std::string& text) {
  const std::string by_code = "并列 按 编码 精确 升序";
  if (chance(40)) {
    text += "分配 经费分 对 参评 总额 " + one_of({"1000万元", "7万元", "0万元"}) + " 按 总分 粒度 1万元 余数 " +
            one_of({"最大余数 ", "按 编制 精确 升序 "}) + (chance(70) ? by_code : "并列 移交评议 裁定") +
            (chance(30) ? " 至少 1万元" : "") + (chance(30) ? " 至多 400万元" : "") +
            one_of({" 权重 计零", " 权重 计零", " 权重 不许"}) + " 暂定 「随机」\n";
    define("经费分", Table::Member, Kind::Money);
  }
  if (chance(30)) {
    text += "范围 受奖 取自 参评 {\n  纳入 优者 当 等次 为 优秀、良好 暂定 「随机」\n}\n";
    text += "分配 奖金 对 受奖 总额 300万元 按 总分 粒度 1万元 余数 最大余数 " + by_code + " 权重 计零" +
            (chance(10) ? " 未载\n" : " 暂定 「随机」\n");
    text += "测算 奖金和 : 元 = 合计(全体 受奖 各 (奖金)) 暂定 「随机」\n";
    define("奖金和", Table::None, Kind::Money);
  }
}

void Generator::add_norms(std::string& text) {
  text += "后果 整改 应 由 主管部门 对 参评 当 等次 = 较差 期限 1年 自 " + date(Table::Member, 1) + " 取月末" +
          (chance(50) ? " 总额 " + expr(Table::Member, Kind::Money, 1) : "") + " 暂定 「随机」\n";
  if (chance(40)) {
    text += "后果 约谈 视情 约谈、通报 由 主管部门 对 参评 当 " + condition(Table::Member, 1) +
            " 期限 1个月 自 2021-06-01 取月末 履行 当 " + condition(Table::Member, 1) + " 未履行 则 通报批评 暂定 「随机」\n";
    define("约谈", Table::Member, Kind::Truth);
  }
  if (chance(40))
    text += "义务 上报 应 由 单位 对 单位 期限 2021-06-15 含当日 履行 当 " + condition(Table::Unit, 2) + " 暂定 「随机」\n";
  text += "核对 人人有等次 : 计数(参评 当 等次 为 较差、合格、良好、优秀) = 计数(参评) 暂定 「随机」\n";
  if (chance(30)) text += "核对 有器 对 单位 : 计数(仪器) >= " + expr(Table::Unit, Kind::Count, 1) + " 暂定 「随机」\n";
}

}  // namespace plumb::random

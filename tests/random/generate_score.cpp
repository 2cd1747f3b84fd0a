// Judgements and score trees.
#include "random/generator.h"

namespace plumb::random {

void Generator::add_judgements(std::string& text) {
  const std::string recorded = " 记于 答复 暂定 「随机」\n";
  const auto people = [&] { return " 至少 " + one_of({"1", "2", "3"}) + " 人"; };
  if (chance(40)) {
    text += "评议 认定 对 参评 : 真假 由 专家组 取 " + one_of({"多数", "全体一致", "末级"}) + people() + recorded;
    define("认定", Table::Member, Kind::Truth);
  }
  if (chance(30)) {
    text += "评议 定性 对 参评 : 档 由 初评、终评 取 " + one_of({"末级", "多数"}) + recorded;
    define("定性", Table::Member, Kind::Grade);
  }
  if (chance(30)) {
    text +=
        "评议 评仪 对 仪器 : 分 由 专家组 值域 0分 至 20分 粒度 0.5分 取 " + one_of({"去极平均", "平均"}) + people() + recorded;
    define("评仪", Table::Instrument, Kind::Points);
  }
  if (chance(30)) {
    text += "评议 分带 对 单位 : 分 由 专家组 值域 按 " + grade(Table::Unit, 1) +
            " { 较差 : [0分, 5分) ; 合格 : [5分, 10分) ; 良好 : [10分, 15分] ; 优秀 : [15分, 20分] } 取 平均" + people() +
            " 当 " + condition(Table::Unit, 1) + recorded;
    define("分带", Table::Unit, Kind::Points, true);
  }
  if (chance(20)) {
    text += "评议 受理 对 单位 : 日期 由 专家组 取 末级" + recorded;
    define("受理", Table::Unit, Kind::Date);
  }
}

void Generator::add_score(std::string& text) {
  const auto share = [&](Table table) { return "封顶(保底(" + expr(table, Kind::Ratio, 2) + ", 0%), 100%)"; };
  const auto points = [&](const std::string& most) {
    return "封顶(保底(" + expr(Table::Member, Kind::Points, 2) + ", 0分), " + most + ")";
  };
  const auto clause = [&] {
    if (chance(70)) return std::string();
    return " 不适用项 当 " + condition(Table::Member, 1) + one_of({" 计零", " 计满", " 分摊"});
  };
  text += "评分 总分 对 参评 满分 100分 暂定 「随机」 {\n";
  if (chance(60)) {
    text += "  甲分 40分" + clause() + " = " + share(Table::Member) + " 暂定 「随机」\n";
  } else if (chance(50)) {
    text += "  甲分 40分 暂定 「随机」 取优 {\n    甲甲 40分 = " + share(Table::Member) +
            " 暂定 「随机」\n    甲乙 40分 = " + points("40分") + " 暂定 「随机」\n  }\n";
  } else {
    text += "  甲分 40分 暂定 「随机」 加权 {\n    甲甲 权重 60% 满分 40分" + clause() + " = " + share(Table::Member) +
            " 暂定 「随机」\n    甲乙 权重 40% 满分 40分 = " + points("40分") + " 暂定 「随机」\n  }\n";
  }
  text += "  乙分 40分" + clause() + (chance(15) ? " 前提 " + condition(Table::Member, 1) + " 否则 0" : std::string()) +
          (chance(15) ? " 封顶于 30分" : "") + " = " + points("40分") + " 暂定 「随机」\n";
  if (chance(50)) {
    text += "  丙分 20分 = 评议 丙评 : 分 由 专家组 值域 0分 至 20分 取 平均 至少 " + one_of({"1", "2"}) +
            " 人 记于 答复 暂定 「随机」\n";
  } else {
    text += "  丙分 20分" + clause() + " = 100% 暂定 「随机」\n";
  }
  text += "}\n";
  define("总分", Table::Member, Kind::Points);
  if (chance(30)) {
    text += "评分 器分 对 仪器 满分 100分 暂定 「随机」 {\n  器甲 60分 = " + share(Table::Instrument) +
            " 暂定 「随机」\n  器乙 40分 = " + share(Table::Instrument) + " 暂定 「随机」\n}\n";
    define("器分", Table::Instrument, Kind::Points);
  }
}

}  // namespace plumb::random

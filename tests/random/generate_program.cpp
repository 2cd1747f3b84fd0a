#include "random/generator.h"

namespace plumb::random {

namespace {

constexpr const char* Header = R"(规则集 「随机」
期次 2021 考核期 2020-01-01 至 2020-12-31 基准日 2021-05-10 暂定 「随机」
计量 元
计量 万元 = 10000元
计量 小时
计量 分
枚举 类别 { 通用、专用 }
枚举 类型 { 测试、培训、空载 }
枚举 档 有序 { 较差、合格、良好、优秀 }
数据表 单位 {
  键 编码 : 文本
  法人 : 真假
  编制 : 整数 值域 [0, 1000]
  经费 : 元 小数 2 值域 [0元, ) 可缺 未填报、不适用
  自报率 : % 小数 4 值域 [0%, 100%] 可缺 未填报
}
数据表 仪器 {
  键 编号 : 文本
  单位 : 单位
  类别 : 类别
  原值 : 元 小数 2 值域 [0元, 1000000000000000元]
  机时 : 小时 小数 1 值域 [0小时, 8784小时] 可缺 未填报、不适用
  启用日 : 日期
  涉密 : 真假
}
数据表 记录 {
  键 序号 : 整数
  仪器 : 仪器
  类型 : 类型
  时长 : 小时 小数 1 值域 [0小时, 744小时]
  日期 : 日期
}
数据表 答复 作 答复表 {
  键 序号 : 整数
  事项 : 文本 作 事项
  对象 : 文本 作 对象
  评议人 : 文本 作 评议人
  答复 : 文本 作 答复
  理由 : 文本 可缺 未填报 作 理由
  日期 : 日期 可缺 未填报 作 日期
  指纹 : 文本 可缺 未填报 作 指纹
}
范围 在册仪器 取自 仪器 {
  纳入 全部 当 原值 1元 以上 暂定 「随机」
  排除 保密 当 涉密 暂定 「随机」
}
)";

}  // namespace

void Generator::add_measures(std::string& text) {
  const size_t count = 3 + pick(6);
  for (size_t i = 0; i < count; ++i) {
    const Table table = chance(60) ? Table::Unit : chance(70) ? Table::Instrument : Table::Record;
    const Kind kind = static_cast<Kind>(pick(6));
    const std::string name = "测" + std::to_string(i) + "值";
    const std::string value = expr(table, kind, 3);
    text += std::string(kind == Kind::Truth ? "条件 " : "测算 ") + name + " 对 " + table_name(table);
    if (kind != Kind::Truth) text += std::string(" : ") + type_name(kind);
    text += " = " + value + " 暂定 「随机」\n";
    defined_.push_back({name, table, kind});
  }
}

void Generator::add_scope(std::string& text) {
  text += "范围 参评 取自 单位 {\n  纳入 普通 当 " + condition(Table::Unit, 2) + " 暂定 「随机」\n";
  if (chance(50)) text += "  纳入 另类 当 编制 超过 500 暂定 「随机」\n";
  text += "  排除 停用 当 " + condition(Table::Unit, 2) + " 暂定 「随机」\n}\n";
}

void Generator::add_score(std::string& text) {
  text += "评分 总分 对 参评 满分 100分 暂定 「随机」 {\n";
  text += "  甲分 40分 = 封顶(保底(" + expr(Table::Unit, Kind::Ratio, 2) + ", 0%), 100%) 暂定 「随机」\n";
  text += "  乙分 40分 = 封顶(保底(" + expr(Table::Unit, Kind::Points, 2) + ", 0分), 40分) 暂定 「随机」\n";
  if (chance(50)) {
    text += "  丙分 20分 = 评议 丙评 : 分 由 专家组 值域 0分 至 20分 取 平均 至少 1 人 记于 答复 暂定 「随机」\n";
  } else {
    text += "  丙分 20分 = 100% 暂定 「随机」\n";
  }
  text += "}\n";
}

void Generator::add_ranking(std::string& text) {
  const std::string ties = one_of({"同名次", "连续名次", "全进", "全不进", "移交评议 裁定"});
  text += "评议 裁定 对 参评 由 专家组 取 末级 记于 答复 暂定 「随机」\n";
  text += std::string("排名 名次表 对 参评") + (chance(30) ? " 分组 法人" : "") + " 按 总分 取 " + one_of({"10分", "0.01分", "50分"}) + " " + one_of({"四舍五入", "去尾"}) + " 降序";
  if (chance(40)) text += ", 编制 精确 升序";
  text += " 并列 " + ties + " 暂定 「随机」\n";
  // What a cut must say: ties where the ranking leaves them to it, and what reaches the next cut.
  const bool is_left_to_cut = ties == "同名次" || ties == "连续名次";
  const auto over = [&] { return is_left_to_cut ? one_of({" 并列越线 全进", " 并列越线 全不进"}) : std::string(); };
  const auto veto = [&](const std::string& name) {
    return "  一票否决 " + name + " 当 " + condition(Table::Unit, 1) + one_of({" 定为 较差", " 定为 合格", " 不优于 良好", " 不优于 合格"}) +
           one_of({" 切档前", " 切档后"}) + one_of({" 暂定 「随机」\n", " 暂定 「随机」\n", " 暂定 「随机」\n", " 未载\n"});
  };
  text += std::string("等级 等次 对 参评") + (chance(15) ? " 依次" : "") + " {\n  较差 认定 当 " +
          (chance(50) ? std::string("编制 = 13") : condition(Table::Unit, 1)) + " 暂定 「随机」\n";
  if (chance(50)) text += veto("一否");
  if (chance(30)) text += veto("二否");
  text += "  优秀 择优 名次表 前 " +
          one_of({"1", "2", "3", "20% 去尾", "30% 进一"}) + one_of({" 空额 不补", " 空额 递补"}) + over() + one_of({" 占用下档", " 不占下档"}) +
          " 暂定 「随机」\n  良好 次优 名次表 " + one_of({"其后 1", "其后 2", "其后 40% 四舍五入", "前 4", "前 60% 四舍五入 基数 参评"}) + over() + " 暂定 「随机」\n  合格 其余 否则 暂定 「随机」\n}\n";
  if (chance(40)) {
    text += "分配 经费分 对 参评 总额 1000万元 按 总分 粒度 1万元 余数 最大余数 并列 按 编码 精确 升序 权重 计零 暂定 「随机」\n";
  }
  text += "后果 整改 应 由 主管部门 对 参评 当 等次 = 较差 期限 1年 自 基准日 取月末 暂定 「随机」\n";
  text += "核对 人人有等次 : 计数(参评 当 等次 为 较差、合格、良好、优秀) = 计数(参评) 暂定 「随机」\n";
}

std::string Generator::rules() {
  std::string text = Header;
  add_measures(text);
  add_scope(text);
  add_score(text);
  add_ranking(text);
  return text;
}

}  // namespace plumb::random

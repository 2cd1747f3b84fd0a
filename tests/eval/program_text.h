// The dictionary that the rule texts of these tests share.
#pragma once

#include <string>

namespace plumb::eval::test {

inline const std::string Dictionary = R"(规则集 「例」
期次 2021 考核期 2020-01-01 至 2020-12-31 基准日 2021-05-10 暂定 「例」
文件 通知 「例〔2021〕1号」 发布 2021-05-10 { 条款 一 「例」 }
计量 分
计量 小时
计量 元
计量 万元 = 10000元
枚举 等级表 有序 { 较差 合格 良好 优秀 }
枚举 类别表 { 通用 专用 }
数据表 单位 存于 「unit」 {
  键 编号 : 文本
  得分 : 分 小数 3 可缺 未填报
  次分 : 分 小数 3
  类别 : 类别表
  造假 : 真假
}
数据表 仪器 存于 「instrument」 {
  键 编号 : 文本
  单位 : 单位
  机时 : 小时 小数 1 可缺 未填报、待核实
  价 : 万元 小数 2
  类别 : 类别表
  购置日 : 日期
}
数据表 答复 存于 「answer」 作 答复表 {
  键 序号 : 文本
  事项 : 文本 作 事项
  对象 : 文本 作 对象
  评议人 : 文本 作 评议人
  答复 : 文本 作 答复
  指纹 : 文本 可缺 未填报 作 指纹
}
)";

}  // namespace plumb::eval::test

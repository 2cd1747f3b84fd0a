// The rule language: one grammar for both spellings. The two spellings have the same word order, so
// that a file is turned from one into the other word by word, comments and line ends included.
//
// END ends an item (made where a line ends; see the line rule in engine/syntax/filter_tokens.cpp): never two in a row,
// none behind { nor in front of }. Nearly every choice is decided by one token, which is what makes a cold parse fast.
// A comment line above a rule shows an example in the Chinese spelling.
parser grammar PlumbParser;
options { tokenVocab = PlumbLexer; }

// The text is cut into lines of items before parsing (see engine/syntax/parse.cpp), so that a mistake in one
// never hides the next.
itemLine : item+ EOF ;
lonelyExpr : expr EOF ;

item
  : rulesetItem | assessmentItem | authorityItem | useItem | unitsItem | enumItem | tableItem | absenceItem | parameterItem
  | functionItem | conditionItem | checklistItem | spanItem | scopeItem | verifyItem | measureItem | scoreItem | judgementItem
  | rankingItem | gradeItem | allotmentItem | normItem | testItem
  ;

// --- names, references, bases -------------------------------------------------------------------

// 总分 别名 total 原名 「综合得分」
declName : name ( K_ALIAS name )? ( K_FORMERLY TEXT )? ;

// 依据 通知.二、通知.三.1     暂定 「理由」     未载     另载 95分 依据 表二.1 不取 「理由」
basis
  : K_BASIS clauseRef ( LISTSEP clauseRef )*                       # citedBasis
  | K_ASSUMED TEXT                                                 # assumedBasis
  | K_NOT_GIVEN TEXT?                                              # notGivenBasis
  | K_ALSO_SAYS expr ( K_BASIS clauseRef )? K_NOT_TAKEN TEXT       # otherReading
  ;
clauseRef : name ( DOT clausePart )+ ;
clausePart : name | NUMBER | QUANTITY ;

// 元   元/小时   %   分/人
type : K_MANY? ( PERCENT_SIGN | K_SOME? typeFactor ( ( SLASH | STAR ) typeFactor )* ) ;
typeFactor : typeName | NUMBER ;
typeName : refName ;

// 值域 [0%, 100%]     值域 0分 至 15分
range : K_RANGE ( interval | additive K_TO additive ) ;
interval : open=( LBRACKET | LPAREN ) low=additive? COMMA high=additive? close=( RBRACKET | RPAREN ) ;

// --- header -------------------------------------------------------------------------------------

// 规则集 「中央级科研设施与仪器开放共享评价考核」
rulesetItem : K_RULESET TEXT ;

// 期次 2021  考核期 2020-01-01 至 2020-12-31  基准日 2021-05-10
assessmentItem : K_ASSESSMENT NUMBER ( K_PERIOD DATE K_TO DATE )? ( K_REFERENCE_DATE DATE )? basis* ;

// 文件 通知 「国科办基〔2021〕63号」 发布 2021-05-10 { 条款 二 「评价考核范围」 }
// 依据 in front of a name and a text comes as K_AUTHORITY, too (see engine/syntax/filter_tokens.cpp).
authorityItem : K_AUTHORITY name TEXT ( K_ISSUED DATE )? ( LBRACE ( clauseEntry END? )* RBRACE )? ;
clauseEntry : K_CLAUSE clauseId TEXT? ( K_FINGERPRINT TEXT )? ( K_NO_RULE TEXT )? ;
clauseId : clausePart ( DOT clausePart )* ;

// 使用 「数据字典」
useItem : K_USE TEXT ;

// --- declarations -------------------------------------------------------------------------------

// 计量 万元 别名 wan_yuan = 10000元      计量 元
unitsItem : K_UNITS declName ( EQ expr )? ;

// 枚举 结果等级 有序 { 较差 合格 良好 优秀 }      (ordered from low to high)
enumItem : K_ENUM declName K_ORDERED? LBRACE ( enumLabel ( LISTSEP | COMMA | END )? )* RBRACE ;
enumLabel : labelName ( K_ALIAS name )? ( K_FORMERLY TEXT )? ;

// 数据表 仪器 存于 「instrument」 { 键 编号 : 文本 ⏎ 原值 : 元 小数 2 可缺 未填报 }
tableItem : K_TABLE declName ( K_STORED TEXT )? tableClause* LBRACE ( column ( END column )* )? RBRACE ;
tableClause : K_AS roleName ;
column : K_KEY? declName COLON type columnClause* basis* ;
columnClause
  : K_STORED TEXT | K_ORIGIN TEXT | K_SCALE NUMBER | range | K_LENGTH NUMBER | K_ABSENTABLE absenceKind ( LISTSEP absenceKind )*
  | K_OPTIONAL | K_UNIQUE | K_ACTIONABLE | K_CORRECTABLE | K_FIXED | K_AS roleName
  ;
roleName : name ;
absenceKind : name ;

// 缺失约定 机时缺失 { 仪器.有效机时 未填报 : 0小时 依据 通知.三 }
absenceItem : K_ABSENCE_CONVENTION declName basis* LBRACE ( absenceEntry ( END absenceEntry )* )? RBRACE ;
absenceEntry : path ( absenceKind ( LISTSEP absenceKind )* )? COLON absenceAnswer basis* ;
absenceAnswer : K_NOT_COUNTED | K_SELF_ABSENT TEXT? | expr ;

// 参数 起评原值 = 50万元 依据 通知.二
// 参数 额定机时 : 小时 { 2018-01-01 至 2019-12-31 : 1400小时 暂定 「…」 ⏎ 2020-01-01 起 : 1600小时 暂定 「…」 }
parameterItem : K_PARAMETER declName ( COLON type )? range? ( EQ expr | datedValues )? basis* ;
datedValues : LBRACE ( datedValue ( END datedValue )* )? RBRACE ;
// A lone 未载 is the basis, though it could be a name: the predicate says so.
datedValue : ( DATE K_TO DATE | DATE K_SINCE | DATE K_BEFORE ) COLON ( basis+ | ( K_SAME NUMBER | datedExpr ) basis* )? ;
datedExpr : {_input->LA(1) != K_NOT_GIVEN}? expr ;

// 函数 线性(x : 某 量, 满点 : 某 量) : % = 取小(x / 满点, 100%)
functionItem : K_FUNCTION declName LPAREN ( parameterDecl ( COMMA parameterDecl )* )? RPAREN ( COLON type )? EQ expr basis* ;
parameterDecl : name COLON K_SET_OF? type ;

// --- conditions, scopes, measures ---------------------------------------------------------------

// 条件 不便开放 对 仪器 = 不开放原因 为 涉密、配件 依据 通知.三.3
conditionItem : K_CONDITION declName ( K_OF path )? EQ expr basis* ;

// 清单 建议购置 对 申购 任一项 { 规则 无同类 当 同类数量 = 0 依据 办法.一 }
checklistItem : K_CHECKLIST declName K_OF path ( K_ANY_OF | K_ALL_OF | K_AT_LEAST expr ) basis*
                LBRACE ( checklistEntry ( END checklistEntry )* )? RBRACE ;
checklistEntry : K_RULE name K_WHEN expr basis* ;

// 时段 整改 对 单位 取自 历年结果 自 公布日 为期 1年 取月末 当 等级 = 较差
spanItem : K_SPAN declName K_OF path K_TAKEN_FROM setExpr K_FROM_DATE expr K_LASTING expr monthEnd? ( K_WHEN expr )? basis* ;
monthEnd : K_CLAMP | K_NEXT_DAY | K_REFUSE ;

// 范围 参评仪器 取自 仪器 { 纳入 达到原值 当 原值 起评原值 以上 依据 通知.二 }
scopeItem : K_SCOPE declName K_TAKEN_FROM path basis* LBRACE ( scopeEntry END? )* RBRACE ;
scopeEntry : ( K_INCLUDE | K_EXCLUDE ) name ( K_EXCEPTION_TO name )? ( K_WHEN expr )? basis* ;

// 核对 整改期家数 : 计数(参评单位.排除 整改期) = 9 依据 通知.二
verifyItem : K_VERIFY declName ( K_OF path )? COLON expr basis* ;

// 测算 共享率 对 参评单位 : % = 合计(参评仪器.对外机时) / 合计(参评仪器.有效机时) 除数为零时 0%
// 测算 档分 对 仪器 : 分 { 规则 通用类 当 类别 = 通用 则 5分 ⏎ 规则 特批 例外于 通用类 当 获批 则 8分 ⏎ 否则 0分 }
measureItem : K_MEASURE declName ( K_OF path )? ( COLON type )? range? basis*
              ( EQ expr basis* | K_IN_ORDER? LBRACE ( caseEntry ( END caseEntry )* )? RBRACE ) ;
caseEntry : K_RULE name ( K_EXCEPTION_TO name )? ( K_WHEN expr )? K_THEN caseValue basis*
          | K_OTHERWISE caseValue basis* ;
caseValue : K_SELF_ABSENT TEXT? | expr ;

// --- scores, judgements -------------------------------------------------------------------------

// 评分 总分 对 参评单位 满分 100分 { 运行使用 40分 { 机时 25分 = 封顶(平均机时 / 额定机时, 100%) } }
scoreItem : K_SCORE declName K_OF path partClause* basis* partGroup ;
part : declName mark? partClause* basis* ( EQ expr partClause* basis* | partGroup ) ;
mark : QUANTITY | K_WEIGHT additive ;
partGroup : ( K_WEIGHTED | K_BEST_OF )? LBRACE ( part ( END part )* )? RBRACE ;
partClause
  : K_OUT_OF additive
  | K_CAP additive
  | K_PRECONDITION expr K_OTHERWISE primary
  | K_NOT_APPLICABLE K_WHEN expr ( K_LOST | K_FULL | K_SHARED_OUT )
  ;

// 评议 认定较差 对 参评单位 : 真假 由 专家组 取 末级 记于 评议记录
judgementItem : K_JUDGEMENT declName K_OF path ( COLON type )? judgementClause* basis* ;
judgementClause
  : K_BY_WHOM name ( LISTSEP name )*
  | range
  | K_RANGE K_BY expr LBRACE ( labelRange ( END labelRange )* )? RBRACE
  | K_GRAIN expr
  | K_TAKING combineName
  | K_AT_LEAST NUMBER K_PEOPLE?
  | K_LABELS name ( LISTSEP name )*
  | K_REASONS name ( LISTSEP name )*
  | K_RECORDED path
  | K_WHEN expr
  ;
labelRange : name COLON interval basis* ;
combineName : name ;

// --- rankings, grades, allotments ---------------------------------------------------------------

// 排名 综合排名 对 参评单位 除去 认定较差 按 总分 取 0.01分 四舍五入 降序, 共享服务 精确 降序 并列 移交评议 同分裁定
rankingItem : K_RANKING declName K_OF path ( K_WITHOUT expr )? ( K_STRATA path ( LISTSEP path )* )?
              K_BY rankKey ( COMMA rankKey )* K_TIES tiePolicy basis* ;
rankKey : expr ( K_EXACT | K_TAKING expr roundingMode ) ( K_ASCENDING | K_DESCENDING ) ;
tiePolicy : K_SHARE_PLACE | K_DENSE | K_REFER name | K_ALL_IN | K_ALL_OUT | K_NO_TIES ;

// 等级 考核等级 对 参评单位 { 优秀 择优 综合排名 前 优秀名额 空额 不补 依据 结果2020.处理 }
gradeItem : K_GRADE declName K_OF path basis* K_IN_ORDER? LBRACE ( gradeEntry ( END gradeEntry )* )? RBRACE ;
gradeEntry
  : label=name ruleName=name gradeForm gradeClause* basis*                                                                    # gradeRule
  | K_VETO ruleName=name K_WHEN expr ( K_SETS_TO | K_NO_BETTER ) label=name ( K_BEFORE_CUT | K_AFTER_CUT ) basis*             # gradeVeto
  ;
gradeForm
  : K_WHEN expr                                  # gradeWhen
  | path ( K_TOP | K_NEXT ) expr roundingMode?   # gradeCut
  | K_OTHERWISE                                  # gradeOtherwise
  ;
gradeClause
  : K_VACANCY ( K_FILLED | K_NOT_FILLED )
  | K_OVERFLOW ( K_ALL_IN | K_ALL_OUT )
  | K_SHRINKS | K_KEEPS
  | K_BASE path
  ;

// 分配 后补助经费 对 受奖单位 总额 3000万元 按 总分 粒度 1万元 余数 最大余数 并列 同名次 至少 10万元
allotmentItem : K_ALLOTMENT declName K_OF path K_AMOUNT expr K_BY expr allotmentClause* basis* ;
allotmentClause
  : K_GRAIN expr
  | K_REMAINDER ( K_LARGEST_REMAINDER | K_BY rankKey ( COMMA rankKey )* )
  | K_TIES ( K_BY rankKey ( COMMA rankKey )* | K_REFER name )
  | K_AT_LEAST expr | K_AT_MOST expr
  | K_WEIGHT ( K_LOST | K_REFUSE )
  ;

// --- norms --------------------------------------------------------------------------------------

// 后果 限期整改 应 由 主管部门 对 单位 当 考核等级 = 较差 期限 1年 自 公布日 依据 结果2020.处理
normItem : ( K_CONSEQUENCE | K_DUTY ) declName force ( K_BY_WHOM name )? ( K_OF path )? normClause* basis* ;
force : K_MUST | K_MAY | K_MUST_NOT | K_SERVES_AS_BASIS | K_AT_DISCRETION ( name ( LISTSEP name )* )? ;
normClause
  : K_WHEN expr
  | K_TERM expr ( K_FROM_DATE expr )? monthEnd? K_INCLUSIVE?
  | K_FULFILLED K_WHEN expr
  | K_UNFULFILLED K_THEN name
  | K_BARS name
  | K_AMOUNT expr
  ;

// --- tests --------------------------------------------------------------------------------------

// 用例 「上期较差的单位不参评」 { 给定 单位 甲 { 部门 某部 } 历年结果 { 单位 甲, 期次 2020 } 期望 甲 不在 参评单位, 因 排除 整改期 }
testItem : K_TEST TEXT ( K_REFERENCE_DATE DATE )? LBRACE ( testStep END? )* RBRACE ;
// The lone word 待定 after = pins a definition as pending, with a reason.
testStep
  : K_GIVEN givenRow+                                                  # testGiven
  | K_PIN path EQ expr TEXT?                                             # testPin
  | K_EXPECT expectation ( COMMA? K_BECAUSE ruleRef )? ( COMMA? K_AND_NOT ruleRef )*   # testExpect
  ;
givenRow : name name? LBRACE ( givenCell ( ( COMMA | END ) givenCell )* )? RBRACE ;
givenCell : name ( K_ABSENT_CELL absenceKind? | expr ) ;
expectation : expr ( K_ABSENT_CELL | K_PENDING | K_FAULTY )? ;
ruleRef : ( K_INCLUDE | K_EXCLUDE )? name ;

// --- expressions: the first alternative binds loosest -------------------------------------------

// A choice or a judgement goes on to the end of the expression: as an operand it wants brackets.
expr : choose | judgementExpr | orExpr ;
choose : K_IF expr K_THEN expr K_OTHERWISE expr ;
judgementExpr : K_JUDGEMENT declName ( COLON type )? judgementClause* ;
orExpr : andExpr ( K_OR andExpr )* ;
andExpr : notExpr ( K_AND notExpr )* ;
notExpr : K_NOT notExpr | comparison ;
comparison : ( K_HAS | K_LACKS ) path absenceKindList? | additive comparisonTail? ;
// What stands before 在期内 must be a path: said by the builder, so that no alternative has to be looked for over a
// whole operand. What stands before 以上 begins with a word, a number or a date, so that one token decides.
comparisonTail
  : op=( EQ | NE | LT | LE | GT | GE | K_EXCEEDS | K_BELOW | K_NOT_LATER | K_NOT_EARLIER | K_STARTS_WITH ) additive   # compare
  | op=( K_IS_ONE_OF | K_IS_NONE_OF ) additive ( LISTSEP additive )*                                                 # oneOf
  | op=( K_MEMBER | K_NOT_MEMBER ) ( interval | setExpr )                                                            # memberOf
  | boundOperand op=( K_OR_MORE | K_OR_LESS | K_WITHIN )                                                             # bound
  | op=( K_IN_FORCE | K_NOT_IN_FORCE )                                                                               # inForce
  ;
boundOperand : boundFactor ( STAR boundFactor | SLASH boundFactor ifZero? )* ;
boundFactor
  : ( NUMBER | QUANTITY | DATE )
  | ( K_REFERENCE_DATE | K_PERIOD_START | K_PERIOD_END | K_THIS_ASSESSMENT )
  | ( K_THIS | K_THAT ) DOT path
  | boundPath arguments? ( K_AT_DATE primary )?
  ;
boundPath : boundName ( DOT pathStep )* ;
boundName : WORD ;
absenceKindList : LPAREN absenceKind ( LISTSEP absenceKind )* RPAREN ;
additive : multiplicative ( ( PLUS | MINUS ) multiplicative )* ;
multiplicative : negation ( STAR negation | SLASH negation ifZero? )* ;
ifZero : K_IF_ZERO ( K_SELF_ABSENT TEXT? | primary ) ;
negation : MINUS negation | power ;
power : settled ( POWER negation )? ;
// 有效机时 缺失时 0小时      平均(…) 若无 0小时      金额 缺失时 { 未填报 : 0元 ⏎ 不适用 : 不计 }
settled : primary ( K_AT_DATE primary | K_IF_ABSENT settlement | K_IF_NONE ( K_SELF_ABSENT TEXT? | primary ) )* ;
settlement : K_NOT_COUNTED | K_SELF_ABSENT TEXT? | primary
           | LBRACE kindSettlement ( ( END | COMMA ) kindSettlement )* RBRACE ;
kindSettlement : absenceKind ( LISTSEP absenceKind )* COLON ( K_NOT_COUNTED | K_SELF_ABSENT TEXT? | expr ) ;

primary
  : ( NUMBER | QUANTITY | DATE | TEXT | K_TRUE | K_FALSE )                                     # literal
  | ( K_REFERENCE_DATE | K_PERIOD_START | K_PERIOD_END | K_THIS_ASSESSMENT )                   # runContext
  | LPAREN expr RPAREN                                                                         # group
  | K_LOOKUP lookupInput ( COMMA lookupInput )* ( K_IN_ORDER | K_UNIQUE | K_ALL_HITS )?
    LBRACE ( tableRow ( END tableRow )* )? RBRACE                                   # lookup
  | markedSet                                                                                  # setOf
  | ( K_THIS | K_THAT ) DOT path                                                               # rowOf
  | roundingMode arguments?                                                                    # modeUse
  | monthEnd                                                                                   # monthWord
  | path arguments?                                                                            # reference
  ;
// With arguments a path must be one name, the function's: said by the builder.
arguments : LPAREN ( argument ( COMMA argument )* )? RPAREN ;
roundingMode : K_HALF_UP | K_HALF_DOWN | K_HALF_EVEN | K_AWAY | K_TRUNCATE | K_CEILING | K_FLOOR ;

// 仪器.原值      参评仪器 各 (校内收入 + 校外收入 * 1.5)      机时记录.小时数 当 类别 = 测试 按 期次
argument : expr ( K_EACH primary ( K_IF_ABSENT settlement )? )? ( K_WHEN expr )? ( K_BY expr ( K_ASCENDING | K_DESCENDING )? )? ;

// 单位.部门.级别      参评单位.排除 整改期      机时记录 经 仪器
path : refName ( DOT pathStep )* ( K_VIA name ( DOT name )* )? ;
pathStep : ( K_EXCLUDE | K_INCLUDE )? name ;

// 全体 参评单位      同 类别、级别 的 仪器      含前身 历年结果      含前身 历年结果.等级 合并 本单位优先 取最低
setExpr : markedSet | path ;
markedSet : K_WHOLE path | K_INHERITED path merging? | K_SAME path ( LISTSEP path )* K_OF_GROUP path ;
merging : K_MERGED K_OWN_FIRST? ( K_LOWEST | K_HIGHEST | K_ANY_COUNTS | K_ALL_COUNT ) ;

lookupInput : additive ;
tableRow : ( K_OTHERWISE | cell ( COMMA cell )* ) COLON caseValue basis* ;
cell
  : MINUS                                                            # anyCell
  | K_ABSENT_CELL ( absenceKind ( LISTSEP absenceKind )* )?          # absentCell
  | interval                                                         # intervalCell
  | additive ( op=( K_OR_MORE | K_OR_LESS | K_WITHIN ) | ( LISTSEP additive )* )   # valueCell
  | op=( LT | LE | GT | GE | NE | K_EXCEEDS | K_BELOW ) additive     # compareCell
  ;

// Words of the grammar that are names where a name is wanted (every row of keywords.def that is Opener, Clause or Plain).
name
  : WORD
  | K_RULESET | K_ASSESSMENT | K_PERIOD | K_AUTHORITY | K_ISSUED | K_CLAUSE | K_FINGERPRINT | K_NO_RULE | K_USE
  | K_UNITS | K_ALIAS | K_FORMERLY | K_ENUM | K_ORDERED | K_TABLE | K_STORED | K_ORIGIN | K_KEY | K_SCALE | K_RANGE
  | K_LENGTH | K_ABSENTABLE | K_OPTIONAL | K_ACTIONABLE | K_CORRECTABLE | K_FIXED | K_AS | K_MANY
  | K_ABSENCE_CONVENTION | K_NOT_COUNTED | K_SELF_ABSENT | K_PARAMETER | K_SINCE | K_FROM_DATE | K_BEFORE
  | K_FUNCTION | K_SOME | K_SET_OF | K_CONDITION | K_CHECKLIST | K_ANY_OF | K_ALL_OF | K_AT_LEAST | K_AT_MOST
  | K_PEOPLE | K_OF | K_SCOPE | K_TAKEN_FROM | K_INCLUDE | K_EXCLUDE | K_EXCEPTION_TO | K_VERIFY | K_MEASURE | K_RULE
  | K_IN_ORDER | K_UNIQUE | K_ALL_HITS | K_ABSENT_CELL | K_SPAN | K_LASTING | K_SCORE | K_OUT_OF | K_WEIGHT | K_CAP
  | K_PRECONDITION | K_NOT_APPLICABLE | K_LOST | K_FULL | K_SHARED_OUT | K_WEIGHTED | K_BEST_OF | K_JUDGEMENT
  | K_BY_WHOM | K_GRAIN | K_TAKING | K_RECORDED | K_LABELS | K_REASONS | K_RANKING | K_WITHOUT | K_BY | K_EXACT
  | K_ASCENDING | K_DESCENDING | K_TIES | K_SHARE_PLACE | K_DENSE | K_REFER | K_ALL_IN | K_ALL_OUT | K_NO_TIES
  | K_STRATA | K_GRADE | K_TOP | K_NEXT | K_VACANCY | K_FILLED | K_NOT_FILLED | K_BASE | K_OVERFLOW | K_SHRINKS
  | K_KEEPS | K_VETO | K_SETS_TO | K_NO_BETTER | K_BEFORE_CUT | K_AFTER_CUT | K_ALLOTMENT | K_AMOUNT | K_REMAINDER
  | K_LARGEST_REMAINDER | K_CONSEQUENCE | K_DUTY | K_MUST | K_MAY | K_AT_DISCRETION | K_MUST_NOT | K_SERVES_AS_BASIS
  | K_TERM | K_INCLUSIVE | K_FULFILLED | K_UNFULFILLED | K_BARS | K_TEST | K_GIVEN | K_PIN | K_EXPECT | K_BECAUSE
  | K_AND_NOT | K_PENDING | K_FAULTY | K_BASIS | K_ASSUMED | K_NOT_GIVEN | K_ALSO_SAYS | K_NOT_TAKEN
  | K_MERGED | K_OWN_FIRST | K_LOWEST | K_HIGHEST | K_ANY_COUNTS | K_ALL_COUNT
  ;

// A name where a value or a type begins: the words that start another form there are left out.
refName
  : WORD
  | K_RULESET | K_ASSESSMENT | K_PERIOD | K_AUTHORITY | K_ISSUED | K_CLAUSE | K_FINGERPRINT | K_NO_RULE | K_USE
  | K_UNITS | K_ALIAS | K_FORMERLY | K_ENUM | K_ORDERED | K_TABLE | K_STORED | K_ORIGIN | K_KEY | K_SCALE | K_RANGE
  | K_LENGTH | K_ABSENTABLE | K_OPTIONAL | K_ACTIONABLE | K_CORRECTABLE | K_FIXED | K_AS | K_ABSENCE_CONVENTION
  | K_PARAMETER | K_SINCE | K_FROM_DATE | K_BEFORE | K_FUNCTION | K_SET_OF | K_CONDITION | K_CHECKLIST | K_ANY_OF
  | K_ALL_OF | K_AT_LEAST | K_AT_MOST | K_PEOPLE | K_OF | K_SCOPE | K_TAKEN_FROM | K_INCLUDE | K_EXCLUDE
  | K_EXCEPTION_TO | K_VERIFY | K_MEASURE | K_RULE | K_IN_ORDER | K_UNIQUE | K_ALL_HITS | K_SPAN | K_LASTING
  | K_SCORE | K_OUT_OF | K_WEIGHT | K_CAP | K_PRECONDITION | K_NOT_APPLICABLE | K_LOST | K_FULL | K_SHARED_OUT
  | K_WEIGHTED | K_BEST_OF | K_BY_WHOM | K_GRAIN | K_TAKING | K_RECORDED | K_LABELS | K_REASONS | K_RANKING
  | K_WITHOUT | K_BY | K_EXACT | K_ASCENDING | K_DESCENDING | K_TIES | K_SHARE_PLACE | K_DENSE | K_REFER | K_ALL_IN
  | K_ALL_OUT | K_NO_TIES | K_STRATA | K_GRADE | K_TOP | K_NEXT | K_VACANCY | K_FILLED | K_NOT_FILLED | K_BASE
  | K_OVERFLOW | K_SHRINKS | K_KEEPS | K_VETO | K_SETS_TO | K_NO_BETTER | K_BEFORE_CUT | K_AFTER_CUT | K_ALLOTMENT
  | K_AMOUNT | K_REMAINDER | K_LARGEST_REMAINDER | K_CONSEQUENCE | K_DUTY | K_MUST | K_MAY | K_AT_DISCRETION
  | K_MUST_NOT | K_SERVES_AS_BASIS | K_TERM | K_INCLUSIVE | K_FULFILLED | K_UNFULFILLED | K_BARS | K_TEST | K_GIVEN
  | K_PIN | K_EXPECT | K_BECAUSE | K_AND_NOT | K_PENDING | K_FAULTY | K_BASIS | K_ASSUMED | K_NOT_GIVEN | K_ALSO_SAYS
  | K_NOT_TAKEN
  | K_MERGED | K_OWN_FIRST | K_LOWEST | K_HIGHEST | K_ANY_COUNTS | K_ALL_COUNT
  ;

// A label of a list whose entries need no sign between them.
labelName
  : WORD
  | K_RULESET | K_ASSESSMENT | K_PERIOD | K_AUTHORITY | K_ISSUED | K_CLAUSE | K_FINGERPRINT | K_NO_RULE | K_USE
  | K_UNITS | K_ENUM | K_ORDERED | K_TABLE | K_STORED | K_ORIGIN | K_KEY | K_SCALE | K_RANGE | K_LENGTH
  | K_ABSENTABLE | K_OPTIONAL | K_ACTIONABLE | K_CORRECTABLE | K_FIXED | K_AS | K_MANY | K_ABSENCE_CONVENTION
  | K_NOT_COUNTED | K_SELF_ABSENT | K_PARAMETER | K_SINCE | K_FROM_DATE | K_BEFORE | K_FUNCTION | K_SOME | K_SET_OF
  | K_CONDITION | K_CHECKLIST | K_ANY_OF | K_ALL_OF | K_AT_LEAST | K_AT_MOST | K_PEOPLE | K_OF | K_SCOPE
  | K_TAKEN_FROM | K_INCLUDE | K_EXCLUDE | K_EXCEPTION_TO | K_VERIFY | K_MEASURE | K_RULE | K_IN_ORDER | K_UNIQUE
  | K_ALL_HITS | K_ABSENT_CELL | K_SPAN | K_LASTING | K_SCORE | K_OUT_OF | K_WEIGHT | K_CAP | K_PRECONDITION
  | K_NOT_APPLICABLE | K_LOST | K_FULL | K_SHARED_OUT | K_WEIGHTED | K_BEST_OF | K_JUDGEMENT | K_BY_WHOM | K_GRAIN
  | K_TAKING | K_RECORDED | K_LABELS | K_REASONS | K_RANKING | K_WITHOUT | K_BY | K_EXACT | K_ASCENDING
  | K_DESCENDING | K_TIES | K_SHARE_PLACE | K_DENSE | K_REFER | K_ALL_IN | K_ALL_OUT | K_NO_TIES | K_STRATA | K_GRADE
  | K_TOP | K_NEXT | K_VACANCY | K_FILLED | K_NOT_FILLED | K_BASE | K_OVERFLOW | K_SHRINKS | K_KEEPS | K_VETO
  | K_SETS_TO | K_NO_BETTER | K_BEFORE_CUT | K_AFTER_CUT | K_ALLOTMENT | K_AMOUNT | K_REMAINDER | K_LARGEST_REMAINDER
  | K_CONSEQUENCE | K_DUTY | K_MUST | K_MAY | K_AT_DISCRETION | K_MUST_NOT | K_SERVES_AS_BASIS | K_TERM | K_INCLUSIVE
  | K_FULFILLED | K_UNFULFILLED | K_BARS | K_TEST | K_GIVEN | K_PIN | K_EXPECT | K_BECAUSE | K_AND_NOT | K_PENDING
  | K_FAULTY | K_BASIS | K_ASSUMED | K_NOT_GIVEN | K_ALSO_SAYS | K_NOT_TAKEN
  | K_MERGED | K_OWN_FIRST | K_LOWEST | K_HIGHEST | K_ANY_COUNTS | K_ALL_COUNT
  ;

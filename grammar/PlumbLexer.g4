// Tokens of the rule language, the same for both spellings.
//
// Words are one token here: which words are keywords is data (keywords.def), looked up after lexing
// in the spelling of the file, so that adding a word never touches this grammar. The tokens{} list
// names them; grammar/keywords.def has one row for each. END is made by the line rule of the token
// filter (an item ends where its line ends), or written as a semicolon.
lexer grammar PlumbLexer;

tokens {
  END,
  // words that may not be names
  K_AND, K_OR, K_NOT, K_IS_ONE_OF, K_IS_NONE_OF, K_WHEN, K_IF, K_THEN, K_OTHERWISE, K_HAS, K_LACKS,
  K_IF_ABSENT, K_IF_NONE, K_IF_ZERO, K_WHOLE, K_SAME, K_OF_GROUP, K_THIS, K_THAT, K_EACH, K_TRUE, K_FALSE,
  K_OR_MORE, K_OR_LESS, K_EXCEEDS, K_BELOW, K_NOT_LATER, K_NOT_EARLIER, K_IN_FORCE, K_NOT_IN_FORCE, K_WITHIN,
  K_MEMBER, K_NOT_MEMBER, K_STARTS_WITH, K_REFERENCE_DATE, K_PERIOD_START, K_PERIOD_END, K_THIS_ASSESSMENT,
  K_HALF_UP, K_HALF_DOWN, K_HALF_EVEN, K_AWAY, K_TRUNCATE, K_CEILING, K_FLOOR, K_CLAMP, K_NEXT_DAY, K_REFUSE,
  K_LOOKUP, K_INHERITED,
  // words that open an item or an entry, or lead a clause; names elsewhere
  K_RULESET, K_ASSESSMENT, K_PERIOD, K_TO, K_AUTHORITY, K_ISSUED, K_CLAUSE, K_FINGERPRINT, K_NO_RULE, K_USE,
  K_UNITS, K_ALIAS, K_FORMERLY, K_ENUM, K_ORDERED, K_TABLE, K_STORED, K_ORIGIN, K_KEY, K_SCALE, K_RANGE, K_LENGTH,
  K_ABSENTABLE, K_OPTIONAL, K_ACTIONABLE, K_CORRECTABLE, K_FIXED, K_AS, K_MANY, K_VIA, K_ABSENCE_CONVENTION,
  K_NOT_COUNTED, K_SELF_ABSENT, K_PARAMETER, K_SINCE, K_FROM_DATE, K_BEFORE, K_AT_DATE, K_CONDITION, K_CHECKLIST, K_ANY_OF, K_ALL_OF,
  K_MERGED, K_OWN_FIRST, K_LOWEST, K_HIGHEST, K_ANY_COUNTS, K_ALL_COUNT,
  K_AT_LEAST, K_AT_MOST, K_PEOPLE, K_OF, K_SCOPE, K_TAKEN_FROM, K_INCLUDE, K_EXCLUDE, K_EXCEPTION_TO, K_VERIFY, K_MEASURE,
  K_RULE, K_IN_ORDER, K_UNIQUE, K_ALL_HITS, K_ABSENT_CELL, K_SPAN, K_LASTING, K_SCORE, K_OUT_OF, K_WEIGHT, K_CAP,
  K_PRECONDITION, K_NOT_APPLICABLE, K_LOST, K_FULL, K_SHARED_OUT, K_WEIGHTED, K_BEST_OF, K_JUDGEMENT, K_BY_WHOM, K_GRAIN,
  K_TAKING, K_RECORDED, K_LABELS, K_REASONS, K_RANKING, K_WITHOUT, K_BY, K_EXACT, K_ASCENDING, K_DESCENDING, K_TIES,
  K_SHARE_PLACE, K_DENSE, K_REFER, K_ALL_IN, K_ALL_OUT, K_NO_TIES, K_STRATA, K_GRADE, K_TOP, K_NEXT, K_VACANCY, K_FILLED,
  K_NOT_FILLED, K_BASE, K_OVERFLOW, K_SHRINKS, K_KEEPS, K_VETO, K_SETS_TO, K_NO_BETTER, K_BEFORE_CUT, K_AFTER_CUT,
  K_CONSEQUENCE, K_DUTY, K_MUST, K_MAY, K_AT_DISCRETION, K_MUST_NOT, K_SERVES_AS_BASIS, K_TERM, K_INCLUSIVE, K_FULFILLED,
  K_UNFULFILLED, K_BARS, K_ALLOTMENT, K_AMOUNT, K_REMAINDER, K_LARGEST_REMAINDER, K_FUNCTION, K_SOME, K_SET_OF,
  K_TEST, K_GIVEN, K_PIN, K_EXPECT, K_BECAUSE, K_AND_NOT, K_PENDING, K_FAULTY,
  K_BASIS, K_ASSUMED, K_NOT_GIVEN, K_ALSO_SAYS, K_NOT_TAKEN
}

LINE_COMMENT : '//' ~[\r\n]* -> channel(HIDDEN) ;
NEWLINE      : '\r'? '\n' -> channel(HIDDEN) ;
BLANK        : [ \t\u3000\u00A0]+ -> channel(HIDDEN) ;

// 2021-06-15, 2021年6月15日: longest match puts these before numbers with a suffix.
DATE : DIGIT DIGIT DIGIT DIGIT '-' DIGIT DIGIT '-' DIGIT DIGIT
     | DIGIT DIGIT DIGIT DIGIT '年' DIGIT DIGIT? '月' DIGIT DIGIT? '日' ;

// 50万元, 25%, 3个百分点, 1年: a number with its measure glued to it.
QUANTITY : NUMERAL ( PERCENT | LETTER+ ) ;
NUMBER   : NUMERAL ;

TEXT : '「' ~[「」\r\n]* '」' | '"' ~["\r\n]* '"' | '“' ~[“”\r\n]* '”' ;
// Taken to the end of the line, so that one forgotten mark costs one diagnostic.
OPEN_TEXT : ( '「' ~[「」\r\n]* | '"' ~["\r\n]* | '“' ~[“”\r\n]* ) ;

WORD : LETTER ( LETTER | DIGIT )* ;

PERCENT_SIGN : PERCENT ;
LPAREN : '(' | '（' ;      RPAREN : ')' | '）' ;
LBRACE : '{' | '｛' ;      RBRACE : '}' | '｝' ;
LBRACKET : '[' | '［' ;    RBRACKET : ']' | '］' ;
COMMA : ',' | '，' ;       LISTSEP : '、' | '|' | '｜' ;
SEMICOLON : ';' | '；' ;   COLON : ':' | '：' ;
DOT : '.' | '．' ;
PLUS : '+' | '＋' ;        MINUS : '-' | '－' | '−' ;
STAR : '*' | '×' | '＊' ;  SLASH : '/' | '÷' | '／' ;
POWER : '^' | '＾' ;
EQ : '=' | '＝' ;          NE : '!=' | '≠' | '<>' ;
LE : '<=' | '≤' ;          GE : '>=' | '≥' ;
LT : '<' | '＜' ;          GT : '>' | '＞' ;

BAD_CHARACTER : . ;

fragment NUMERAL : DIGIT+ ( ( '.' | '．' ) DIGIT+ )? ;
fragment PERCENT : '%' | '％' ;
fragment DIGIT : [0-9０-９] ;
// Wider than the names that are allowed: look-alikes become part of a word, and are refused there with a reason.
fragment LETTER : [a-zA-Z_] | [\u00C0-\u00D6] | [\u00D8-\u00F6] | [\u00F8-\u024F] | [\u0370-\u03FF] | [\u0400-\u052F] | [\u3007] | [\u3400-\u4DBF] | [\u4E00-\u9FFF]
                | [\uF900-\uFAFF] | [\uFF21-\uFF3A] | [\uFF41-\uFF5A] | [\u200B-\u200D] | [\u{20000}-\u{3FFFF}] ;

// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

/** What the page calls WordNet's pointers, in the order in which it shows them. */
enum RelationName {
  OPPOSITE("opposite", "!"),
  BROADER("broader", "@"),
  INSTANCE_OF("an instance of", "@i"),
  NARROWER("narrower", "~"),
  INSTANCES("instances", "~i"),
  PARTS("has parts", "%p"),
  PART_OF("part of", "#p"),
  MEMBERS("has members", "%m"),
  MEMBER_OF("member of", "#m"),
  SUBSTANCES("made of", "%s"),
  SUBSTANCE_OF("makes up", "#s"),
  SIMILAR("similar", "&"),
  SAME_GROUP("same group", "$"),
  SEE_ALSO("see also", "^"),
  ENTAILS("entails", "*"),
  CAUSES("causes", ">"),
  ATTRIBUTE("attribute", "="),
  PARTICIPLE("participle of", "<"),
  PERTAINS("comes from", "\\"),
  DERIVED("same stem", "+"),
  TOPIC("topic", ";c"),
  REGION("region", ";r"),
  USAGE("usage", ";u"),
  WITHIN_TOPIC("words of this topic", "-c"),
  WITHIN_REGION("words of this region", "-r"),
  WITHIN_USAGE("words so used", "-u");

  private final String text;
  private final String symbol;

  RelationName(String text, String symbol) {
    this.text = text;
    this.symbol = symbol;
  }

  static RelationName of(String symbol) {
    for (RelationName name : values()) {
      if (name.symbol.equals(symbol)) {
        return name;
      }
    }
    throw new IllegalStateException(
        "the relation " + symbol + " is not one of WordNet's; see wninput(5)");
  }

  String text() {
    return text;
  }
}

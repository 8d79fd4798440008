CREATE UNIQUE INDEX word_by_lemma ON word (lemma);
CREATE INDEX sense_by_word ON sense (word);
CREATE UNIQUE INDEX sense_by_synset ON sense (synset, position);
CREATE INDEX relation_by_source ON relation (source, symbol);

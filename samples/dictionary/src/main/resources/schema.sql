-- WordNet: filled once, then only read. Indexes come after the rows (indexes.sql).
DROP TABLE IF EXISTS loaded, word, synset, sense, relation;

CREATE TABLE word (
  id INT PRIMARY KEY,
  lemma VARCHAR(80) NOT NULL,
  uses INT NOT NULL
);

CREATE TABLE synset (
  id INT PRIMARY KEY,
  type CHAR(1) NOT NULL,
  topic SMALLINT NOT NULL,
  definition VARCHAR(600) NOT NULL,
  examples VARCHAR(600) NOT NULL
);

CREATE TABLE sense (
  id INT PRIMARY KEY,
  word INT NOT NULL,
  synset INT NOT NULL,
  position SMALLINT NOT NULL,
  number SMALLINT NOT NULL,
  uses INT NOT NULL,
  spelling VARCHAR(80) NOT NULL,
  marker VARCHAR(2) NOT NULL
);

CREATE TABLE relation (
  source INT NOT NULL,
  symbol VARCHAR(2) NOT NULL,
  target INT NOT NULL,
  source_position SMALLINT NOT NULL,
  target_position SMALLINT NOT NULL
);

-- One row once all is there: a load that was cut short has none and starts over.
CREATE TABLE loaded (
  words INT NOT NULL,
  synsets INT NOT NULL,
  senses INT NOT NULL,
  relations INT NOT NULL,
  millis BIGINT NOT NULL
);

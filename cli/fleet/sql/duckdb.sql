-- DuckDB: the rows of one or more files as the table "fleet".
CREATE OR REPLACE TEMPORARY VIEW fleet AS
SELECT * FROM read_json('rows/*.ndjson', format = 'newline_delimited', columns = {
  v: 'INTEGER', kind: 'VARCHAR', file: 'VARCHAR', sha256: 'VARCHAR', source: 'VARCHAR', savedAt: 'VARCHAR',
  inspector: 'VARCHAR', browser: 'VARCHAR', "system": 'VARCHAR', userAgent: 'VARCHAR',
  -- of a connection
  page: 'VARCHAR', connection: 'VARCHAR', appVersion: 'VARCHAR', library: 'VARCHAR', libraryVersion: 'VARCHAR',
  verdict: 'VARCHAR', pattern: 'VARCHAR', reasons: 'VARCHAR[]', publishes: 'BIGINT', made: 'BIGINT',
  transceivers: 'STRUCT(audio BIGINT, video BIGINT)', idle: 'STRUCT(audio BIGINT, video BIGINT)',
  mLines: 'BIGINT', sdpBytes: 'BIGINT', publishing: 'JSON', idleMib: 'STRUCT(low DOUBLE, high DOUBLE)',
  idleSenders: 'BIGINT', idleUnknown: 'BIGINT',
  -- of both
  findings: 'STRUCT(id VARCHAR, page VARCHAR, connection VARCHAR, state VARCHAR, ended BOOLEAN, count BIGINT,
    sentence VARCHAR, missing VARCHAR, mib STRUCT(low DOUBLE, high DOUBLE), unknown BIGINT, since VARCHAR,
    line STRUCT("function" VARCHAR, url VARCHAR, line BIGINT, "column" BIGINT),
    library STRUCT(name VARCHAR, version VARCHAR))[]',
  -- of a file
  size: 'BIGINT', modified: 'DOUBLE', problem: 'VARCHAR', skipped: 'VARCHAR', state: 'VARCHAR', headline: 'VARCHAR',
  connections: 'BIGINT', libraries: 'STRUCT(name VARCHAR, version VARCHAR)[]', unchecked: 'VARCHAR[]',
  notices: 'STRUCT(url VARCHAR, sentence VARCHAR)[]', limits: 'VARCHAR', "check": 'VARCHAR'
});

-- Kjøres én gang av den som drifter databaseserveren, før registeret flyttes dit:
--
--     psql --dbname=postgres --file=roles.sql
--
-- Gruppene svarer til rollene i stkdesk. Hva hver gruppe får se og endre, setter
-- programmet selv når registeret flyttes (stkdesk-cli move) og når det oppgraderes
-- (stkdesk-cli upgrade); «stkdesk-cli grants» viser det.

CREATE ROLE stkdesk_caseworker NOLOGIN;
CREATE ROLE stkdesk_payroll NOLOGIN;
CREATE ROLE stkdesk_leader NOLOGIN;
CREATE ROLE stkdesk_reader NOLOGIN;
CREATE ROLE stkdesk_administrator NOLOGIN;

-- Eieren av registeret: flytter og oppgraderer, og brukes ellers ikke. Sett passordet
-- med \password stkdesk_owner, så det ikke står i en fil eller en logg.
CREATE ROLE stkdesk_owner LOGIN;
CREATE DATABASE stkdesk OWNER stkdesk_owner
    TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C';
REVOKE ALL ON DATABASE stkdesk FROM PUBLIC;
GRANT CONNECT ON DATABASE stkdesk TO
    stkdesk_caseworker, stkdesk_payroll, stkdesk_leader, stkdesk_reader,
    stkdesk_administrator;

-- Hver ansatt har sitt eget brukernavn, det samme som i listen over ansatte, med små
-- bokstaver, og er med i gruppene som svarer til rollene:
--
--     CREATE ROLE kari LOGIN IN ROLE stkdesk_caseworker;
--     \password kari
--
-- Når noen slutter:
--
--     ALTER ROLE kari NOLOGIN;
--
-- Serveren må ha TLS (ssl = on) med et sertifikat maskinene kjenner, og pg_hba.conf
-- bør bare ha hostssl-linjer med scram-sha-256:
--
--     hostssl stkdesk all 10.0.0.0/8 scram-sha-256

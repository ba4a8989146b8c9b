-- Products differ in how their value shows: a signal says which product it is about, and rules may be of one product.

-- As its sender said it, among the properties; by which the rules are chosen.
alter table signal add column product text
    generated always as (jsonb_path_query_first(properties, 'strict $[*] ? (@[0] == "product")', silent => true) ->> 1) stored;

-- The product with rules of its own that a lead's points are of; null where they are by everybody's rules.
alter table lead_score add column product_name text;

-- The columns that the table of deals shows where nobody chose others, as its address says them
-- (`account,stage,amount`). Null: as Baton has them.
alter table workspace add column deal_columns text;

//! Products and the lines of a deal.

use super::{s, words};

words! {
    products_title = "제품" | "Products";
    products_hint = "딜에 담을 제품과 가격이에요. 가격을 바꿔도 이미 딜에 담긴 가격은 그대로예요." | "What deals are made of. A new price leaves the prices in deals as they are.";
    products_none = "아직 제품이 없어요. 첫 제품을 추가하거나 CSV로 가져오세요." | "There are no products yet. Add the first one, or import a CSV file.";
    products_count(count: i64) = "{count}개" | "{count} product{s}", s = s(count);
    product_add = "제품 추가" | "Add a product";
    product_edit(name: &str) = "「{name}」 고치기" | "Edit “{name}”";
    product_retire = "그만 팔기" | "Retire";
    product_retire_named(name: &str) = "「{name}」 그만 팔기" | "Retire “{name}”";
    product_offer = "다시 팔기" | "Sell again";
    product_offer_named(name: &str) = "「{name}」 다시 팔기" | "Sell “{name}” again";
    product_retired = "더는 안 팔아요" | "Retired";
    product_import = "CSV로 가져오기" | "Import a CSV file";
    product_acts = "할 수 있는 일" | "What can be done";

    lines_title = "제품과 금액" | "Products";
    lines_none = "제품을 담으면 딜 금액이 그 합계가 돼요." | "Add products, and the deal’s amount is what they come to.";
    lines_total = "합계" | "Total";
    lines_total_hint = "딜 금액은 이 합계를 따라가요." | "The deal’s amount follows this total.";
    line_product = "제품" | "Product";
    line_choose = "제품을 고르세요" | "Choose a product";
    line_quantity = "수량" | "Quantity";
    line_unit = "단가" | "Unit price";
    line_unit_hint = "비워 두면 제품의 가격이에요." | "Left empty, it is the product’s price.";
    line_discount = "할인 %" | "Discount %";
    line_sum = "금액" | "Amount";
    line_add = "담기" | "Add";
    line_add_title = "제품 담기" | "Add a product";
    line_save(name: &str) = "「{name}」 저장" | "Save “{name}”";
    line_remove(name: &str) = "「{name}」 빼기" | "Remove “{name}”";
    line_gone_meanwhile = "그사이 다른 사람이 이 딜을 고쳤어요. 지금 모습을 확인하고 다시 눌러 주세요." | "Somebody changed this deal meanwhile. Look at it as it is now, and press again.";
    lines_no_products(currency: &str) = "{currency}로 파는 제품이 없어요. 설정에서 제품을 추가해 주세요." | "There is no product in {currency} to add. Add products in the settings.";
}

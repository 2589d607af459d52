namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>What a document's title says it is.</summary>
public enum DocumentKind
{
    /// <summary>An order, purchase order, order contract or order confirmation.</summary>
    [Meaning("订单、采购单、购销合同", "an order, purchase order, order contract or order confirmation")]
    Order,

    /// <summary>A quotation or a request for one.</summary>
    [Meaning("报价单、询价单", "a quotation or a request for one")]
    Quotation,

    /// <summary>An invoice, credit note or statement of account.</summary>
    [Meaning("发票、对账单", "an invoice, credit note or statement of account")]
    Invoice,

    /// <summary>A proforma invoice.</summary>
    [Meaning("形式发票", "a proforma invoice")]
    Proforma,

    /// <summary>A delivery note.</summary>
    [Meaning("送货单、出库单", "a delivery note")]
    DeliveryNote,

    /// <summary>A goods receipt.</summary>
    [Meaning("入库单、收货单", "a goods receipt")]
    Receipt,

    /// <summary>A price list or catalogue.</summary>
    [Meaning("价格表、产品目录", "a price list or catalogue")]
    PriceList,

    /// <summary>A stock list.</summary>
    [Meaning("库存表", "a stock list")]
    StockList,

    /// <summary>A purchase requisition.</summary>
    [Meaning("请购单", "a purchase requisition")]
    Requisition,

    /// <summary>A production plan or work order.</summary>
    [Meaning("生产计划、排产单", "a production plan or work order")]
    ProductionPlan,

    /// <summary>A return of goods.</summary>
    [Meaning("退货单", "a return of goods")]
    ReturnNote,

    /// <summary>A packing list.</summary>
    [Meaning("装箱单", "a packing list")]
    PackingList,

    /// <summary>An empty form or an import template.</summary>
    [Meaning("模板、导入模板", "an empty form or an import template")]
    Template,
}

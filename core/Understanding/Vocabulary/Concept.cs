namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>
/// What a column header or a label of a title block speaks of. Half of them are no order fields: they are recognised so that they are
/// not mistaken for one, and because they tell what kind of document it is. In files the names are written in camelCase.
/// </summary>
public enum Concept
{
    /// <summary>Number the sender gives the order.</summary>
    [Meaning("订单编号", "number the sender gives the order")]
    OrderNumber,

    /// <summary>The buyer's own order number where the file has two.</summary>
    [Meaning("客户订单号", "the buyer's own order number where the file has two")]
    CustomerOrderNumber,

    /// <summary>Date of the order.</summary>
    [Meaning("订单日期", "date of the order")]
    OrderDate,

    /// <summary>Date the buyer asks for.</summary>
    [Meaning("要求日期", "date the buyer asks for")]
    RequestedDate,

    /// <summary>Delivery date of the order or of a line.</summary>
    [Meaning("交货日期", "delivery date of the order or of a line")]
    DeliveryDate,

    /// <summary>Who orders.</summary>
    [Meaning("客户", "who orders")]
    Customer,

    /// <summary>Code of who orders.</summary>
    [Meaning("客户编码", "code of who orders")]
    CustomerCode,

    /// <summary>Tax number of who orders.</summary>
    [Meaning("客户税号", "tax number of who orders")]
    CustomerTaxId,

    /// <summary>Person to talk to.</summary>
    [Meaning("联系人", "person to talk to")]
    Contact,

    /// <summary>First name of a person, where first and last name stand in columns of their own.</summary>
    [Meaning("名", "first name of who orders, beside a last name")]
    GivenName,

    /// <summary>Last name of a person, where first and last name stand in columns of their own.</summary>
    [Meaning("姓", "last name of who orders, beside a first name")]
    FamilyName,

    /// <summary>E-mail address.</summary>
    [Meaning("邮箱", "e-mail address")]
    Email,

    /// <summary>Telephone number.</summary>
    [Meaning("电话", "telephone number")]
    Phone,

    /// <summary>Who is to deliver.</summary>
    [Meaning("供应商", "who is to deliver")]
    Supplier,

    /// <summary>Code of who is to deliver.</summary>
    [Meaning("供应商编码", "code of who is to deliver")]
    SupplierCode,

    /// <summary>Delivery address.</summary>
    [Meaning("收货地址", "delivery address")]
    ShipTo,

    /// <summary>Consignee.</summary>
    [Meaning("收货人", "consignee")]
    ShipToName,

    /// <summary>Country.</summary>
    [Meaning("国家", "country")]
    Country,

    /// <summary>Province or state.</summary>
    [Meaning("省", "province or state")]
    Province,

    /// <summary>City.</summary>
    [Meaning("市", "city")]
    City,

    /// <summary>District.</summary>
    [Meaning("区县", "district")]
    District,

    /// <summary>Postcode.</summary>
    [Meaning("邮编", "postcode")]
    Postcode,

    /// <summary>Currency of the prices.</summary>
    [Meaning("币种", "currency of the prices")]
    Currency,

    /// <summary>Terms of payment.</summary>
    [Meaning("付款条件", "terms of payment")]
    PaymentTerms,

    /// <summary>Means of payment.</summary>
    [Meaning("付款方式", "means of payment")]
    PaymentMethod,

    /// <summary>Paid or not.</summary>
    [Meaning("付款状态", "paid or not")]
    PaymentStatus,

    /// <summary>Priority or urgency.</summary>
    [Meaning("优先级", "priority or urgency")]
    Priority,

    /// <summary>Remarks on the order or a line.</summary>
    [Meaning("备注", "remarks on the order or a line")]
    Remarks,

    /// <summary>Running number of the line.</summary>
    [Meaning("行号", "running number of the line")]
    LineNumber,

    /// <summary>Item code as the sender writes it.</summary>
    [Meaning("物料编码", "item code as the sender writes it")]
    ItemCode,

    /// <summary>The buyer's item code where the file has two.</summary>
    [Meaning("客户料号", "the buyer's item code where the file has two")]
    CustomerItemCode,

    /// <summary>The supplier's item code.</summary>
    [Meaning("供应商料号", "the supplier's item code")]
    SupplierItemCode,

    /// <summary>EAN, UPC or GTIN.</summary>
    [Meaning("条码", "EAN, UPC or GTIN")]
    Barcode,

    /// <summary>Name of the item.</summary>
    [Meaning("物料名称", "name of the item")]
    ItemName,

    /// <summary>Specification, model, size.</summary>
    [Meaning("规格型号", "specification, model, size")]
    Specification,

    /// <summary>Ordered quantity.</summary>
    [Meaning("数量", "ordered quantity")]
    Quantity,

    /// <summary>Unit of the quantity.</summary>
    [Meaning("单位", "unit of the quantity")]
    Unit,

    /// <summary>Price for one unit.</summary>
    [Meaning("单价", "price for one unit")]
    UnitPrice,

    /// <summary>For how many units the price is meant.</summary>
    [Meaning("价格基数", "for how many units the price is meant: 100, 1000")]
    PriceBasis,

    /// <summary>List price, not the price paid.</summary>
    [Meaning("标价", "list price, not the price paid")]
    ListPrice,

    /// <summary>Unit price with tax.</summary>
    [Meaning("含税单价", "unit price with tax")]
    PriceWithTax,

    /// <summary>Quantity times price.</summary>
    [Meaning("金额", "quantity times price")]
    Amount,

    /// <summary>Line amount with tax.</summary>
    [Meaning("价税合计", "line amount with tax")]
    AmountWithTax,

    /// <summary>Tax rate.</summary>
    [Meaning("税率", "tax rate")]
    TaxRate,

    /// <summary>Tax of the line.</summary>
    [Meaning("税额", "tax of the line")]
    TaxAmount,

    /// <summary>Discount in percent.</summary>
    [Meaning("折扣率", "discount in percent")]
    DiscountPercent,

    /// <summary>Drawing number's revision.</summary>
    [Meaning("图纸版本", "drawing number's revision")]
    DrawingRevision,

    /// <summary>Technical id of the record in the sending system.</summary>
    [Meaning("来源标识", "technical id of the record in the sending system")]
    SourceId,

    /// <summary>Key that groups the rows of one order.</summary>
    [Meaning("标识号", "key that groups the rows of one order")]
    GroupKey,

    /// <summary>State of the order or line.</summary>
    [Meaning("状态", "state of the order or line")]
    Status,

    /// <summary>Total of the goods before tax.</summary>
    [Meaning("货款合计", "total of the goods before tax")]
    GoodsTotal,

    /// <summary>Discount as money.</summary>
    [Meaning("折扣", "discount as money")]
    Discount,

    /// <summary>Freight.</summary>
    [Meaning("运费", "freight")]
    Freight,

    /// <summary>Total tax.</summary>
    [Meaning("税额合计", "total tax")]
    TaxTotal,

    /// <summary>Total to pay.</summary>
    [Meaning("应付总额", "total to pay")]
    Payable,

    /// <summary>Invoice number; not an order field.</summary>
    [Meaning("发票号", "invoice number; not an order field")]
    InvoiceNumber,

    /// <summary>Invoice date; not an order field.</summary>
    [Meaning("开票日期", "invoice date; not an order field")]
    InvoiceDate,

    /// <summary>Delivery note number; not an order field.</summary>
    [Meaning("送货单号", "delivery note number; not an order field")]
    DeliveryNoteNumber,

    /// <summary>Quotation number; not an order field.</summary>
    [Meaning("报价单号", "quotation number; not an order field")]
    QuotationNumber,

    /// <summary>Last day a quotation holds.</summary>
    [Meaning("有效期至", "last day a quotation holds")]
    ValidUntil,

    /// <summary>Quantity already delivered.</summary>
    [Meaning("已发数量", "quantity already delivered")]
    DeliveredQuantity,

    /// <summary>Quantity already received.</summary>
    [Meaning("已收数量", "quantity already received")]
    ReceivedQuantity,

    /// <summary>Quantity still open.</summary>
    [Meaning("未交数量", "quantity still open")]
    OpenQuantity,

    /// <summary>Quantity in stock.</summary>
    [Meaning("库存数量", "quantity in stock")]
    StockQuantity,

    /// <summary>Quantity in a second unit.</summary>
    [Meaning("辅助数量", "quantity in a second unit")]
    SecondQuantity,

    /// <summary>Pieces per package, or number of packages.</summary>
    [Meaning("装箱数", "pieces per package, or number of packages")]
    PackagingQuantity,

    /// <summary>Weight.</summary>
    [Meaning("重量", "weight")]
    Weight,

    /// <summary>Length.</summary>
    [Meaning("长", "length")]
    Length,

    /// <summary>Width.</summary>
    [Meaning("宽", "width")]
    Width,

    /// <summary>Height or thickness.</summary>
    [Meaning("高", "height or thickness")]
    Height,

    /// <summary>Volume.</summary>
    [Meaning("体积", "volume")]
    Volume,

    /// <summary>Colour.</summary>
    [Meaning("颜色", "colour")]
    Color,

    /// <summary>Size of clothing and the like.</summary>
    [Meaning("尺码", "size of clothing and the like")]
    Size,

    /// <summary>Category of the item.</summary>
    [Meaning("类别", "category of the item")]
    Category,

    /// <summary>Brand or maker.</summary>
    [Meaning("品牌", "brand or maker")]
    Brand,

    /// <summary>Author of a book.</summary>
    [Meaning("作者", "author of a book")]
    Author,

    /// <summary>Publisher of a book.</summary>
    [Meaning("出版社", "publisher of a book")]
    Publisher,

    /// <summary>Warehouse.</summary>
    [Meaning("仓库", "warehouse")]
    Warehouse,

    /// <summary>Salesperson or buyer's clerk.</summary>
    [Meaning("业务员", "salesperson or buyer's clerk")]
    Salesperson,

    /// <summary>Department.</summary>
    [Meaning("部门", "department")]
    Department,

    /// <summary>Cost centre.</summary>
    [Meaning("成本中心", "cost centre")]
    CostCentre,

    /// <summary>Project or job.</summary>
    [Meaning("项目", "project or job")]
    Project,

    /// <summary>Exchange rate.</summary>
    [Meaning("汇率", "exchange rate")]
    ExchangeRate,

    /// <summary>Warranty.</summary>
    [Meaning("保修", "warranty")]
    Warranty,

    /// <summary>Picture.</summary>
    [Meaning("图片", "picture")]
    Image,

    /// <summary>Web page.</summary>
    [Meaning("网址", "web page")]
    Website,

    /// <summary>Bank account.</summary>
    [Meaning("银行账号", "bank account")]
    BankAccount,

    /// <summary>Date of printing.</summary>
    [Meaning("打印日期", "date of printing")]
    PrintDate,

    /// <summary>Page number.</summary>
    [Meaning("页码", "page number")]
    Page,

    /// <summary>Approval, approver.</summary>
    [Meaning("审批", "approval, approver")]
    Approval,

    /// <summary>Signature, stamp.</summary>
    [Meaning("签字", "signature, stamp")]
    Signature,

    /// <summary>Long descriptive text.</summary>
    [Meaning("描述", "long descriptive text")]
    Description,

    /// <summary>Tags.</summary>
    [Meaning("标签", "tags")]
    Tags,

    /// <summary>Voucher or discount code.</summary>
    [Meaning("优惠码", "voucher or discount code")]
    DiscountCode,

    /// <summary>Way of shipping, carrier.</summary>
    [Meaning("运输方式", "way of shipping, carrier")]
    ShippingMethod,

    /// <summary>Latitude.</summary>
    [Meaning("纬度", "latitude")]
    Latitude,

    /// <summary>Longitude.</summary>
    [Meaning("经度", "longitude")]
    Longitude,

    /// <summary>Account debited or credited: a column of books, not of orders.</summary>
    [Meaning("借方、贷方科目", "account debited or credited: a column of books, not of orders")]
    LedgerAccount,

    /// <summary>Contract.</summary>
    [Meaning("合同", "contract")]
    Contract,

    /// <summary>Tender, request for offers.</summary>
    [Meaning("招标", "tender, request for offers")]
    Tender,

    /// <summary>Price in another currency, or a cost price.</summary>
    [Meaning("其他价格", "price in another currency, or a cost price")]
    OtherPrice,

    /// <summary>Created, updated, paid, shipped and other dates.</summary>
    [Meaning("其他日期", "created, updated, paid, shipped and other dates")]
    OtherDate,
}

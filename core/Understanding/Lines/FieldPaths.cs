using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Lines;

/// <summary>Which order/v1 member a meaning fills.</summary>
internal static class FieldPaths
{
    /// <summary>Path as provenance names it; null where the meaning goes into attributes.</summary>
    public static string? Of(Concept concept) => concept switch
    {
        Concept.OrderNumber => "orderNumber",
        Concept.OrderDate => "orderDate",
        Concept.RequestedDate => "requestedDate",
        Concept.Customer => "customer.name",
        Concept.CustomerCode => "customer.code",
        Concept.CustomerTaxId => "customer.taxId",
        Concept.GivenName or Concept.FamilyName => "customer.name",
        Concept.Contact => "customer.contact",
        Concept.Email => "customer.email",
        Concept.Phone => "customer.phone",
        Concept.Supplier => "supplier.name",
        Concept.SupplierCode => "supplier.code",
        Concept.ShipTo => "shipTo.street",
        Concept.ShipToName => "shipTo.name",
        Concept.Country => "shipTo.country",
        Concept.Province => "shipTo.province",
        Concept.City => "shipTo.city",
        Concept.District => "shipTo.district",
        Concept.Postcode => "shipTo.postcode",
        Concept.Currency => "currency",
        Concept.PaymentMethod => "payment.method",
        Concept.PaymentStatus => "payment.status",
        Concept.SourceId => "sourceId",
        Concept.LineNumber => "lines[].lineNumber",
        Concept.ItemCode => "lines[].itemCode",
        Concept.CustomerItemCode => "lines[].customerItemCode",
        Concept.ItemName => "lines[].itemName",
        Concept.Specification => "lines[].specification",
        Concept.Quantity => "lines[].quantity",
        Concept.Unit => "lines[].unitText",
        Concept.UnitPrice => "lines[].unitPrice",
        Concept.Amount => "lines[].amount",
        Concept.TaxRate => "lines[].taxRate",
        Concept.DeliveryDate => "lines[].deliveryDate",
        Concept.DrawingRevision => "lines[].drawingRevision",
        Concept.Remarks => "lines[].remarks",
        _ => null,
    };
}

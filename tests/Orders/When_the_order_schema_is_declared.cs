using System.Reflection;
using System.Text.Json;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Orders.Schema;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Orders;

public sealed class When_the_order_schema_is_declared
{
    [Fact]
    public void The_shipped_schema_file_is_the_generated_one() =>
        GeneratedFile.ShouldBeCurrent("mappings/schema/" + OrderV1Schema.FileName, OrderV1Schema.Generate());

    [Fact]
    public void Every_property_of_the_order_is_declared_with_its_type() => Compare(typeof(CanonicalOrder), OrderV1.Order, "");

    [Fact]
    public void No_shape_has_more_members_than_the_reader_can_remember() =>
        new[] { OrderV1.Order, OrderV1.Line }.ShouldAllBe(shape => shape.Members.Count <= 64);

    private static void Compare(Type type, OrderShape shape, string path)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .ToDictionary(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name), p => p.PropertyType);
        shape.Members.Select(m => m.Name).Order().ShouldBe(properties.Keys.Order(), path);
        foreach (var member in shape.Members)
        {
            var property = properties[member.Name];
            (member.Words.Count > 0 && property == typeof(string) ? OrderMemberKind.Word : Kind(property)).ShouldBe(member.Kind, path + member.Name);
            if (member.Shape is not null)
            {
                var inner = property.IsGenericType ? property.GetGenericArguments()[^1] : property;
                Compare(inner, member.Shape, path + member.Name + ".");
            }

            if (member.Kind == OrderMemberKind.Word && property == typeof(OrderStage))
            {
                member.Words.ShouldBe(Enum.GetNames<OrderStage>().Select(JsonNamingPolicy.CamelCase.ConvertName));
            }
        }
    }

    private static OrderMemberKind Kind(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type == typeof(decimal) => OrderMemberKind.Decimal,
            _ when type == typeof(int) || type == typeof(long) => OrderMemberKind.Integer,
            _ when type == typeof(bool) => OrderMemberKind.Boolean,
            _ when type == typeof(DateOnly) => OrderMemberKind.Date,
            _ when type == typeof(DateTimeOffset) => OrderMemberKind.Instant,
            _ when type == typeof(Guid) => OrderMemberKind.Uuid,
            _ when type.IsEnum => OrderMemberKind.Word,
            _ when type == typeof(IReadOnlyDictionary<string, string>) => OrderMemberKind.TextMap,
            _ when type == typeof(IReadOnlyDictionary<string, FieldSource>) => OrderMemberKind.ObjectMap,
            _ when type == typeof(IReadOnlyList<int>) => OrderMemberKind.IntegerList,
            _ when type.IsGenericType => OrderMemberKind.ObjectList,
            _ when type == typeof(string) => OrderMemberKind.Text,
            _ => OrderMemberKind.Object,
        };
    }
}

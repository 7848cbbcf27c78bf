// SPDX-License-Identifier: Apache-2.0
#include "api/openapi.hpp"

namespace bluelamp::api {
namespace {

/// Indented by two spaces with keys in the order given, so that a change to the API reads as a change in review.
void pretty(std::string& out, const json::Value& value, std::size_t depth) {
    const std::string pad(depth * 2, ' ');
    if (value.is_object() && !value.get_object().empty()) {
        std::string_view comma = "{\n";
        for (const auto& [key, member] : value.get_object()) {
            out += std::string(comma) + pad + "  ";
            json::write_string(out, std::string_view(key));
            out += ": ";
            pretty(out, member, depth + 1);
            comma = ",\n";
        }
        out += "\n" + pad + "}";
    } else if (value.is_array() && !value.get_array().empty()) {
        std::string_view comma = "[\n";
        for (const json::Value& item : value.get_array()) {
            out += std::string(comma) + pad + "  ";
            pretty(out, item, depth + 1);
            comma = ",\n";
        }
        out += "\n" + pad + "]";
    } else {
        out += boost::json::serialize(value);
    }
}

json::Object problem_schema() {
    const json::Object text{{"type", "string"}};
    return {{"type", "object"},
            {"description", "Problem details (RFC 9457): `field` is what to mend, `detail` says how."},
            {"properties", json::Object{{"type", text},
                                        {"title", text},
                                        {"status", json::Object{{"type", "integer"}}},
                                        {"code", text},
                                        {"field", text},
                                        {"detail", text}}},
            {"required", json::Array{"type", "title", "status", "code", "field", "detail"}}};
}

json::Object header(std::string_view name, std::string_view description) {
    return {{"name", name},
            {"in", "header"},
            {"required", true},
            {"description", description},
            {"schema", json::Object{{"type", "string"}}}};
}

bool stands_in(std::string_view path, std::string_view field) {
    return path.find("{" + std::string(field) + "}") != std::string_view::npos;
}

bool is_required(const json::Object& schema, std::string_view field) {
    const json::Value* required = schema.if_contains("required");
    if (required == nullptr) {
        return false;
    }
    for (const json::Value& name : required->get_array()) {
        if (std::string_view(name.get_string()) == field) {
            return true;
        }
    }
    return false;
}

/// Fields of the path, and for a GET those of the query string.
json::Array parameters(const Route& route) {
    json::Array out;
    for (const auto& [field, schema] : route.input.at("properties").get_object()) {
        const bool in_path = stands_in(route.path, std::string_view(field));
        if (in_path || route.method == http::Method::get) {
            out.push_back(json::Object{{"name", field},
                                       {"in", in_path ? "path" : "query"},
                                       {"required", in_path || is_required(route.input, std::string_view(field))},
                                       {"schema", schema}});
        }
    }
    if (route.needs_key) {
        out.push_back(header("Idempotency-Key", "A fresh UUID; the same one when trying again."));
    }
    if (route.needs_version) {
        out.push_back(header("If-Match", "The version that was read, in quotation marks, as the ETag gave it."));
    }
    return out;
}

/// The body: what is left of the input once the path is taken out; empty when nothing is.
json::Object body(const Route& route) {
    json::Object properties;
    json::Array required;
    for (const auto& [field, schema] : route.input.at("properties").get_object()) {
        if (!stands_in(route.path, std::string_view(field))) {
            properties[field] = schema;
            if (is_required(route.input, std::string_view(field))) {
                required.emplace_back(field);
            }
        }
    }
    if (properties.empty()) {
        return {};
    }
    json::Object schema{{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
    if (!required.empty()) {
        schema["required"] = std::move(required);
    }
    return schema;
}

json::Object content(std::string_view type, json::Object schema) {
    return {{type, json::Object{{"schema", std::move(schema)}}}};
}

/// "post_incidents_id_lines": stable, and what generated clients call the function.
std::string operation_id(const Route& route) {
    std::string id;
    for (const char c : std::string(http::name(route.method)) + route.path.substr(std::string_view("/api/v1").size())) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
            id += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        } else if (!id.empty() && id.back() != '_') {
            id += '_';
        }
    }
    while (id.ends_with('_')) {
        id.pop_back();
    }
    return id;
}

json::Object operation(const Route& route) {
    json::Object out{{"operationId", operation_id(route)}, {"summary", route.summary}};
    if (route.permission) {
        out["description"] = "Needs the permission `" + std::string(access::name(*route.permission)) + "`.";
    } else {
        out["security"] = json::Array{};
    }
    if (auto given = parameters(route); !given.empty()) {
        out["parameters"] = std::move(given);
    }
    const bool takes_body = route.method != http::Method::get && route.method != http::Method::del;
    if (json::Object schema = takes_body ? body(route) : json::Object(); !schema.empty()) {
        out["requestBody"] =
            json::Object{{"required", true}, {"content", content("application/json", std::move(schema))}};
    }
    json::Object success{{"description", "Done"}};
    if (route.streams) {
        success["content"] = content("text/event-stream", {{"type", "string"}});
    } else if (!route.output.empty()) {
        success["content"] = content("application/json", route.output);
    }
    const json::Object refused{
        {"description", "Refused; `field` and `detail` say what to mend"},
        {"content", content("application/problem+json", {{"$ref", "#/components/schemas/Problem"}})}};
    out["responses"] = json::Object{{std::to_string(route.success), std::move(success)}, {"default", refused}};
    return out;
}

std::string lower_name(http::Method method) {
    std::string name(http::name(method));
    for (char& c : name) {
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return name;
}

}  // namespace

std::string openapi(const Router& router, std::string_view version) {
    json::Object paths;
    for (const auto& route : router.routes()) {
        json::Value& path = paths[route->path];
        if (!path.is_object()) {
            path = json::Object();
        }
        path.get_object()[lower_name(route->method)] = operation(*route);
    }
    json::Object schemas;
    for (const auto& [name, component] : router.components()) {
        schemas[name] = component.schema;
    }
    invariant(schemas.emplace("Problem", problem_schema()).second, "Problem is the name of problem details");
    const json::Object security{
        {"cookie", json::Object{{"type", "apiKey"}, {"in", "cookie"}, {"name", "__Host-bluelamp"}}},
        {"bearer", json::Object{{"type", "http"}, {"scheme", "bearer"}}}};
    const json::Object document{
        {"openapi", "3.1.0"},
        {"info", json::Object{{"title", "Bluelamp"},
                              {"version", version},
                              {"license", json::Object{{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}}},
        {"security", json::Array{json::Object{{"cookie", json::Array{}}}, json::Object{{"bearer", json::Array{}}}}},
        {"paths", std::move(paths)},
        {"components", json::Object{{"schemas", std::move(schemas)}, {"securitySchemes", security}}}};
    std::string out;
    pretty(out, document, 0);
    return out + "\n";
}

}  // namespace bluelamp::api

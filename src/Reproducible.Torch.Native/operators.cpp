#include "guarded.h"
#include "compat.h"
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/ivalue.h>
#include <ATen/core/stack.h>
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <torch/csrc/jit/frontend/function_schema_parser.h>

namespace {

using c10::IValue;
using c10::TypeKind;

// What one argument of an operator takes, read once from its schema so that a call only compares numbers.
struct Parameter {
  TypeKind kind;           // with Optional taken off
  TypeKind element;        // of a list
  bool optional;
  bool optional_element;   // Tensor?[]
  int32_t fixed_count;     // 2 in int[2]; 0 where the list has any length
};

struct Operator {
  c10::OperatorHandle handle;
  std::vector<Parameter> parameters;
  std::string schema;
};

TypeKind plain(TypeKind kind) { return kind == TypeKind::SymIntType ? TypeKind::IntType : kind; }

Parameter read(const c10::Argument& argument) {
  auto type = argument.type();
  Parameter parameter{};
  if (auto optional = type->cast<c10::OptionalType>()) {
    parameter.optional = true;
    type = optional->getElementType();
  }
  parameter.kind = plain(type->kind());
  parameter.element = parameter.kind;
  if (auto list = type->cast<c10::ListType>()) {
    auto element = list->getElementType();
    if (auto optional = element->cast<c10::OptionalType>()) {
      parameter.optional_element = true;
      element = optional->getElementType();
    }
    parameter.element = plain(element->kind());
    parameter.fixed_count = argument.N().value_or(0);
  }
  return parameter;
}

const char* name_of(int32_t tag) {
  static const char* names[] = {"default", "none", "Tensor", "int", "float", "bool", "str", "int[]", "float[]",
                                "bool[]", "Tensor[]", "Device", "Generator", "int[2]"};
  return tag >= 0 && tag <= RT_INT_PAIR ? names[tag] : "unknown";
}

double as_double(int64_t bits) {
  double value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

// Scalar[] is a list of plain values, whatever their types.
template <class T> IValue scalars(const T* values, int32_t count) {
  c10::impl::GenericList list(c10::NumberType::get());
  list.reserve(count);
  for (int32_t i = 0; i < count; i++) {
    list.push_back(IValue(values[i]));
  }
  return list;
}

template <class T> IValue list_of(const int64_t* values, int32_t count) {
  c10::List<T> list;
  list.reserve(count);
  for (int32_t i = 0; i < count; i++) {
    list.push_back(static_cast<T>(values[i]));
  }
  return list;
}

IValue ints(const rt_value& value, const Parameter& parameter) {
  auto data = reinterpret_cast<const int64_t*>(value.bits);
  switch (parameter.element) {
    case TypeKind::IntType: return list_of<int64_t>(data, value.count);
    case TypeKind::FloatType: return list_of<double>(data, value.count);
    case TypeKind::BoolType: return list_of<bool>(data, value.count);
    case TypeKind::NumberType: return scalars(data, value.count);
    default: return {};
  }
}

IValue doubles(const rt_value& value, const Parameter& parameter) {
  auto data = reinterpret_cast<const double*>(value.bits);
  if (parameter.element == TypeKind::NumberType) {
    return scalars(data, value.count);
  }
  c10::List<double> list;
  list.reserve(value.count);
  for (int32_t i = 0; i < value.count; i++) {
    list.push_back(data[i]);
  }
  return list;
}

IValue tensors(const rt_value& value, const Parameter& parameter) {
  auto handles = reinterpret_cast<const rt_tensor*>(value.bits);
  if (parameter.optional_element) {
    c10::List<rt::optional<at::Tensor>> list;
    list.reserve(value.count);
    for (int32_t i = 0; i < value.count; i++) {
      list.push_back(handles[i] == nullptr ? rt::optional<at::Tensor>() : rt::optional<at::Tensor>(rt::borrow(handles[i])));
    }
    return list;
  }
  c10::List<at::Tensor> list;
  list.reserve(value.count);
  for (int32_t i = 0; i < value.count; i++) {
    list.push_back(rt::borrow(handles[i]));
  }
  return list;
}

at::Device device(int64_t bits) {
  return {static_cast<at::DeviceType>(bits >> 32), static_cast<c10::DeviceIndex>(static_cast<int32_t>(bits))};
}

at::Generator generator(int64_t bits) { return *reinterpret_cast<at::Generator*>(bits); }

// The value as the parameter takes it, or none where it can't be one. Numbers widen as they do in Python: int to float
// or Scalar, one number to a list of fixed length.
IValue convert(const rt_value& value, const Parameter& parameter) {
  auto kind = parameter.kind;
  auto is_list_of = [&](TypeKind element) { return kind == TypeKind::ListType && parameter.element == element; };
  switch (value.tag) {
    case RT_TENSOR:
      if (kind == TypeKind::TensorType) return rt::borrow(reinterpret_cast<rt_tensor>(value.bits));
      if (is_list_of(TypeKind::TensorType)) return tensors({RT_TENSOR_LIST, 1, reinterpret_cast<int64_t>(&value.bits)}, parameter);
      break;
    case RT_INT:
      if (kind == TypeKind::IntType || kind == TypeKind::NumberType) return value.bits;
      if (kind == TypeKind::FloatType) return static_cast<double>(value.bits);
      if (is_list_of(TypeKind::IntType) || is_list_of(TypeKind::FloatType)) {
        std::vector<int64_t> repeated(std::max(parameter.fixed_count, 1), value.bits);
        return ints({RT_INT_LIST, static_cast<int32_t>(repeated.size()), reinterpret_cast<int64_t>(repeated.data())}, parameter);
      }
      break;
    case RT_DOUBLE:
      if (kind == TypeKind::FloatType || kind == TypeKind::NumberType) return as_double(value.bits);
      break;
    case RT_BOOL:
      if (kind == TypeKind::BoolType || kind == TypeKind::NumberType) return value.bits != 0;
      break;
    case RT_STRING:
      if (kind == TypeKind::StringType) return std::string(reinterpret_cast<const char*>(value.bits), value.count);
      break;
    case RT_INT_LIST:
      if (is_list_of(TypeKind::IntType) || is_list_of(TypeKind::FloatType) || is_list_of(TypeKind::NumberType)) return ints(value, parameter);
      break;
    case RT_INT_PAIR: {
      int64_t pair[] = {static_cast<int32_t>(value.bits), static_cast<int32_t>(value.bits >> 32)};
      if (is_list_of(TypeKind::IntType)) return ints({RT_INT_LIST, 2, reinterpret_cast<int64_t>(pair)}, parameter);
      break;
    }
    case RT_DOUBLE_LIST:
      if (is_list_of(TypeKind::FloatType) || is_list_of(TypeKind::NumberType)) return doubles(value, parameter);
      break;
    case RT_BOOL_LIST:
      if (is_list_of(TypeKind::BoolType)) return ints(value, parameter);
      break;
    case RT_TENSOR_LIST:
      if (is_list_of(TypeKind::TensorType)) return tensors(value, parameter);
      break;
    case RT_DEVICE:
      if (kind == TypeKind::DeviceObjType) return device(value.bits);
      break;
    case RT_GENERATOR:
      if (kind == TypeKind::GeneratorType) return generator(value.bits);
      break;
    default:
      break;
  }
  return {};
}

void push(std::vector<IValue>& stack, const Operator& op, size_t index, const rt_value& value) {
  auto& argument = op.handle.schema().arguments()[index];
  auto& parameter = op.parameters[index];
  if (value.tag == RT_DEFAULT) {
    TORCH_CHECK(argument.default_value().has_value(), "argument ", index, " '", argument.name(), "' is missing; the operator is ", op.schema);
    stack.push_back(*argument.default_value());
    return;
  }
  if (value.tag == RT_NONE) {
    TORCH_CHECK(parameter.optional, "argument ", index, " '", argument.name(), "' takes ", argument.type()->str(), ", got none; the operator is ", op.schema);
    stack.emplace_back();
    return;
  }
  auto converted = convert(value, parameter);
  TORCH_CHECK(!converted.isNone(), "argument ", index, " '", argument.name(), "' takes ", argument.type()->str(), ", got ", name_of(value.tag), "; the operator is ", op.schema);
  stack.push_back(std::move(converted));
}

rt_value result(IValue&& value, const Operator& op) {
  if (value.isTensor()) return {RT_TENSOR, 1, reinterpret_cast<int64_t>(rt::give(std::move(value).toTensor()))};
  if (value.isNone()) return {RT_NONE, 0, 0};
  if (value.isInt()) return {RT_INT, 1, value.toInt()};
  if (value.isBool()) return {RT_BOOL, 1, value.toBool()};
  if (value.isDouble()) {
    rt_value number{RT_DOUBLE, 1, 0};
    auto real = value.toDouble();
    std::memcpy(&number.bits, &real, sizeof real);
    return number;
  }
  if (value.isTensorList()) {
    auto list = std::move(value).toTensorVector();
    auto handles = static_cast<rt_tensor*>(std::malloc(std::max<size_t>(list.size(), 1) * sizeof(rt_tensor)));
    TORCH_CHECK(handles != nullptr, "no memory for a list of ", list.size(), " tensors");
    for (size_t i = 0; i < list.size(); i++) {
      handles[i] = rt::give(std::move(list[i]));
    }
    return {RT_TENSOR_LIST, static_cast<int32_t>(list.size()), reinterpret_cast<int64_t>(handles)};
  }
  TORCH_CHECK(false, "the result is a ", value.tagKind(), ", which this binding does not carry; the operator is ", op.schema);
}

// int[2] for SymInt[2]: the symbolic forms of later versions take plain numbers.
std::string type_name(const c10::Argument& argument) {
  auto text = argument.real_type()->str();
  for (size_t at; (at = text.find("SymInt")) != std::string::npos;) {
    text.replace(at, 6, "int");
  }
  return text;
}

// Can a call written for the expected schema be made on the loaded one?
bool callable_as(const c10::FunctionSchema& loaded, const c10::FunctionSchema& expected) {
  auto &have = loaded.arguments(), &want = expected.arguments();
  if (have.size() < want.size() || loaded.returns().size() != expected.returns().size()) {
    return false;
  }
  for (size_t i = 0; i < want.size(); i++) {
    if (have[i].name() != want[i].name() || type_name(have[i]) != type_name(want[i]) ||
        (want[i].default_value().has_value() && !have[i].default_value().has_value())) {
      return false;
    }
  }
  for (size_t i = want.size(); i < have.size(); i++) {
    if (!have[i].default_value().has_value()) {
      return false;
    }
  }
  for (size_t i = 0; i < expected.returns().size(); i++) {
    if (type_name(loaded.returns()[i]) != type_name(expected.returns()[i])) {
      return false;
    }
  }
  return true;
}

template <class T> std::string text_of(const T& value) {
  std::ostringstream text;
  text << value;
  return text.str();
}

// Reused from call to call, so that a call allocates nothing here; emptied on every way out.
struct CallStack {
  std::vector<IValue>& values;
  CallStack() : values(storage()) { values.clear(); }
  ~CallStack() { values.clear(); }
  static std::vector<IValue>& storage() {
    static thread_local std::vector<IValue> stack;
    return stack;
  }
};

}  // namespace

int32_t rt_operator_find(const char* expected, rt_operator* found, int32_t* arguments, int32_t* results) {
  return rt::guarded([&] {
    auto wanted = torch::jit::parseSchema(expected);
    auto handle = c10::Dispatcher::singleton().findSchema(wanted.operator_name());
    TORCH_CHECK(handle.has_value(), "libtorch " TORCH_VERSION " has no such operator; expected ", expected);
    TORCH_CHECK(callable_as(handle->schema(), wanted), "libtorch " TORCH_VERSION " has it as ", text_of(handle->schema()), "; expected ", expected);
    auto op = new Operator{*handle, {}, text_of(handle->schema())};
    for (auto& argument : handle->schema().arguments()) {
      op->parameters.push_back(read(argument));
    }
    *found = op;
    *arguments = static_cast<int32_t>(op->parameters.size());
    *results = static_cast<int32_t>(handle->schema().returns().size());
  });
}

const char* rt_operator_schema(rt_operator op) { return static_cast<Operator*>(op)->schema.c_str(); }

int32_t rt_call(rt_operator handle, const rt_value* arguments, int32_t argument_count, rt_value* results, int32_t result_count) {
  return rt::guarded([&] {
    auto& op = *static_cast<Operator*>(handle);
    auto takes = static_cast<int32_t>(op.parameters.size());
    TORCH_CHECK(argument_count <= takes, argument_count, " arguments were given; the operator is ", op.schema);
    CallStack stack;
    for (int32_t i = 0; i < takes; i++) {
      push(stack.values, op, i, i < argument_count ? arguments[i] : rt_value{RT_DEFAULT, 0, 0});
    }
    op.handle.callBoxed(stack.values);
    TORCH_CHECK(result_count == 0 || static_cast<size_t>(result_count) == stack.values.size(), stack.values.size(), " results came, ", result_count, " were asked for; the operator is ", op.schema);
    for (int32_t i = 0; i < result_count; i++) {
      results[i] = result(std::move(stack.values[i]), op);
    }
  });
}

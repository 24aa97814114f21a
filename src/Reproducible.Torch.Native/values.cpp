#include "values.h"
#include <ATen/core/List.h>
#include <cstdlib>
#include <cstring>

namespace rt {
namespace {

TypeKind plain(TypeKind kind) { return kind == TypeKind::SymIntType ? TypeKind::IntType : kind; }

int64_t choices_of(const c10::TypePtr& type) {
  auto name = type->str();
  if (name.rfind("ScalarType", 0) == 0) return static_cast<int64_t>(at::ScalarType::Undefined);
  if (name.rfind("Layout", 0) == 0) return static_cast<int64_t>(at::Layout::NumOptions);
  if (name.rfind("MemoryFormat", 0) == 0) return static_cast<int64_t>(at::MemoryFormat::ChannelsLast3d) + 1;
  return 0;
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
    c10::List<optional<at::Tensor>> list;
    list.reserve(value.count);
    for (int32_t i = 0; i < value.count; i++) {
      list.push_back(handles[i] == nullptr ? optional<at::Tensor>() : optional<at::Tensor>(borrow(handles[i])));
    }
    return list;
  }
  c10::List<at::Tensor> list;
  list.reserve(value.count);
  for (int32_t i = 0; i < value.count; i++) {
    TORCH_CHECK(handles[i] != nullptr, "tensor ", i, " of a list is none");
    list.push_back(borrow(handles[i]));
  }
  return list;
}

at::Device device(int64_t bits) {
  auto index = static_cast<int32_t>(bits);
  TORCH_CHECK(index >= -1 && index <= 127, "there is no device number ", index);
  return {static_cast<at::DeviceType>(bits >> 32), static_cast<c10::DeviceIndex>(index)};
}

at::Generator generator(int64_t bits) { return *reinterpret_cast<at::Generator*>(bits); }

}  // namespace

Parameter read(const c10::Argument& argument, const c10::Argument& expected) {
  auto type = argument.type();
  Parameter parameter{};
  parameter.default_value = expected.default_value();
  parameter.choices = choices_of(argument.real_type());
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

IValue convert(const rt_value& value, const Parameter& parameter) {
  auto kind = parameter.kind;
  auto is_list_of = [&](TypeKind element) { return kind == TypeKind::ListType && parameter.element == element; };
  switch (value.tag) {
    case RT_TENSOR:
      if (kind == TypeKind::TensorType) return borrow(reinterpret_cast<rt_tensor>(value.bits));
      if (is_list_of(TypeKind::TensorType)) return tensors({RT_TENSOR_LIST, 1, reinterpret_cast<int64_t>(&value.bits)}, parameter);
      break;
    case RT_INT:
      TORCH_CHECK(parameter.choices == 0 || (value.bits >= 0 && value.bits < parameter.choices), "there is no choice number ", value.bits, ", only 0 to ", parameter.choices - 1);
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

rt_value hand_over(IValue&& value, const std::string& schema) {
  if (value.isTensor()) return {RT_TENSOR, 1, reinterpret_cast<int64_t>(give(std::move(value).toTensor()))};
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
      handles[i] = give(std::move(list[i]));
    }
    return {RT_TENSOR_LIST, static_cast<int32_t>(list.size()), reinterpret_cast<int64_t>(handles)};
  }
  TORCH_CHECK(false, "the result is a ", value.tagKind(), ", which this binding does not carry; the operator is ", schema);
}

}  // namespace rt

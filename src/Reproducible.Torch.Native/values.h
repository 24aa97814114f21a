// Values at the boundary and what libtorch's dispatcher has for them.
#pragma once
#include "guarded.h"
#include "compat.h"
#include <ATen/core/function_schema.h>
#include <ATen/core/ivalue.h>

namespace rt {

using c10::IValue;
using c10::TypeKind;

// What one argument of an operator takes, read once from its schema so that a call only compares numbers.
struct Parameter {
  TypeKind kind;           // with Optional taken off
  TypeKind element;        // of a list
  bool optional;
  bool optional_element;   // Tensor?[]
  int32_t fixed_count;     // 2 in int[2]; 0 where the list has any length
  int64_t choices;         // of a scalar type, layout or memory format, whose number libtorch looks up unchecked; 0 for plain numbers
  rt::optional<IValue> default_value;   // the expected schema's, so that a later libtorch with another changes no number
};

// expected: the argument as the caller's schema has it; its default is the one that counts.
Parameter read(const c10::Argument& argument, const c10::Argument& expected);

// The value as the parameter takes it, or none where it can't be one. Numbers widen as they do in Python: int to float
// or Scalar, one number to a list of fixed length.
IValue convert(const rt_value& value, const Parameter& parameter);

// Hands a result over; the receiver owns its tensors.
rt_value hand_over(IValue&& value, const std::string& schema);

const char* name_of(int32_t tag);

}  // namespace rt

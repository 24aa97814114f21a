#include "values.h"
#include <ATen/core/dispatch/Dispatcher.h>
#include <sstream>
#include <torch/csrc/jit/frontend/function_schema_parser.h>

namespace {

using c10::IValue;

struct Operator {
  c10::OperatorHandle handle;
  std::vector<rt::Parameter> parameters;
  std::string schema;
};

void push(std::vector<IValue>& stack, const Operator& op, size_t index, const rt_value& value) {
  auto& argument = op.handle.schema().arguments()[index];
  auto& parameter = op.parameters[index];
  if (value.tag == RT_DEFAULT) {
    TORCH_CHECK(parameter.default_value.has_value(), "argument ", index, " '", argument.name(), "' is missing; the operator is ", op.schema);
    stack.push_back(*parameter.default_value);
    return;
  }
  if (value.tag == RT_NONE) {
    TORCH_CHECK(parameter.optional, "argument ", index, " '", argument.name(), "' takes ", argument.type()->str(), ", got none; the operator is ", op.schema);
    stack.emplace_back();
    return;
  }
  auto converted = rt::convert(value, parameter);
  TORCH_CHECK(!converted.isNone(), "argument ", index, " '", argument.name(), "' takes ", argument.type()->str(), ", got ", rt::name_of(value.tag), "; the operator is ", op.schema);
  stack.push_back(std::move(converted));
}

// int[2] for SymInt[2]: the symbolic forms of later versions take plain numbers.
std::string type_name(const c10::Argument& argument) {
  auto text = argument.real_type()->str();
  for (size_t at; (at = text.find("SymInt")) != std::string::npos;) {
    text.replace(at, 6, "int");
  }
  return text;
}

// A parameter that grew from int or float to Scalar takes what it took before.
bool takes(const c10::Argument& have, const c10::Argument& want) {
  auto name = type_name(have), wanted = type_name(want);
  for (auto number : {"int", "float"}) {
    if (wanted.rfind(number, 0) == 0 && "Scalar" + wanted.substr(std::string(number).size()) == name) {
      return true;
    }
  }
  return name == wanted;
}

// Can a call written for the expected schema be made on the loaded one?
bool callable_as(const c10::FunctionSchema& loaded, const c10::FunctionSchema& expected) {
  auto &have = loaded.arguments(), &want = expected.arguments();
  if (have.size() < want.size() || loaded.returns().size() != expected.returns().size()) {
    return false;
  }
  for (size_t i = 0; i < want.size(); i++) {
    if (have[i].name() != want[i].name() || !takes(have[i], want[i]) ||
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
    auto &have = handle->schema().arguments(), &want = wanted.arguments();
    for (size_t i = 0; i < have.size(); i++) {
      op->parameters.push_back(rt::read(have[i], i < want.size() ? want[i] : have[i]));
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
      results[i] = rt::hand_over(std::move(stack.values[i]), op.schema);
    }
  });
}

from lib.registers import RegisterView
from monitoring.exam_register import ExamResultFilter, ExamResultRegister
from monitoring.models import ExamResult
from monitoring.permissions import can_load_results


class ExamResultList(RegisterView):
    """Результаты школ: the register; a school sees its own."""

    template_name = "monitoring/exam_result_list.html"
    register_class = ExamResultRegister
    filter_class = ExamResultFilter
    fields = ExamResultRegister.fields
    label = "Результаты"
    extra_context = {"title": "Результаты ВПР, ОГЭ и ЕГЭ"}

    def get_queryset(self):
        return ExamResult.objects.visible_to(self.request.access)

    def get_context_data(self, **kwargs):
        can_load = can_load_results(self.request.access)
        context = super().get_context_data(**kwargs) | {"can_load": can_load}
        if can_load:
            context["register"].empty_text = "Результатов пока нет. Загрузите их кнопкой выше."
        return context

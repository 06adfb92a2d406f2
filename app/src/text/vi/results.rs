//! Words of the documents of a counted poll, in Vietnamese.

use meeting::poll::Purpose;

use crate::text::results::Results;

pub(in crate::text) const RESULTS: Results = Results {
    links: "Kết quả để in và lưu",
    print_record: "In biên bản kiểm phiếu",
    workbook: "Tải bảng tính (XLSX)",
    chart: "Biểu đồ (SVG)",
    not_made: "Chưa lập được bảng tính. Xin thử lại; số liệu trong biên bản vẫn xem và in được.",
    file_name: |code, poll| format!("Kết quả lấy phiếu số {poll}, hội nghị {code}"),
    of_state: ["Cộng hòa xã hội chủ nghĩa Việt Nam", "Độc lập - Tự do - Hạnh phúc"],
    of_party: "Đảng Cộng sản Việt Nam",
    heading: |purpose| match purpose {
        Purpose::Satisfaction => "Biên bản kiểm phiếu",
        Purpose::ShowOfHands => "Biên bản biểu quyết",
    },
    subheading: "và tổng hợp kết quả",
    meeting: "Hội nghị",
    venue: "Địa điểm",
    time: "Thời gian",
    asked_by: "Đơn vị lấy phiếu",
    right: "Cách tính phiếu",
    figures: "I. Số liệu chung",
    issued: "Số phiếu giấy phát ra",
    returned: "Số phiếu giấy thu về",
    invalid: "Số phiếu giấy không hợp lệ",
    valid: "Tổng số phiếu hợp lệ",
    of_these: |way| format!("Trong đó bằng {}", way.to_lowercase()),
    all_came: "Hình thức bỏ phiếu",
    present: "Số người có mặt khi kết thúc lấy phiếu",
    turnout: "Tỷ lệ phiếu hợp lệ so với số người có mặt",
    questions: "II. Kết quả từng câu hỏi",
    question: |number| format!("Câu {number}"),
    option: "Phương án trả lời",
    total: "Tổng số",
    percents_of: "Số phiếu và tỷ lệ trên số phiếu có trả lời câu hỏi.",
    several: "Mỗi phiếu được chọn nhiều phương án nên tổng các tỷ lệ có thể vượt 100%.",
    answered: "Số phiếu có trả lời",
    blank: "Số phiếu không trả lời",
    wrote: |count| match count {
        0 => "Không có phiếu nào ghi ý kiến.".to_owned(),
        count => format!("Có {count} phiếu ghi ý kiến."),
    },
    withheld: |fewest| {
        format!(
            "Nội dung ý kiến không nêu trong biên bản vì có dưới {fewest} phiếu hợp lệ, dễ biết ai đã viết."
        )
    },
    signed_on: "………………, ngày …… tháng …… năm ………",
    counters: ["Người kiểm phiếu", "Người kiểm lại"],
    secretary: "Thư ký",
    chair: "Chủ trì",
    sign_here: "(Ký, ghi rõ họ tên)",
    chart_of: |what| format!("Biểu đồ kết quả: {what}"),
    summary: "Tổng hợp",
    way: "Hình thức bỏ phiếu",
    all_ways: "Tất cả",
    percent: "Tỷ lệ",
};

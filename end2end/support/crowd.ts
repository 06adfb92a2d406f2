// A full list of speakers, with names as they are.
import type { Hall } from "./hall";

/** Who waits: name, hamlet, what about, and for whom. */
export const PEOPLE: readonly [name: string, hamlet: string, subject: string, onBehalf?: string][] = [
  ["Nguyễn Văn An", "Thôn Đông", "Đường liên thôn hư hỏng, đi lại khó khăn mùa mưa"],
  ["Trần Thị Bình", "Thôn Đông", "Đèn chiếu sáng ngõ 3"],
  ["Phạm Văn Cường", "Thôn Nam", "Nước sạch", "Chi hội Nông dân thôn Nam"],
  ["Nguyễn Hoàng Thị Phương Thảo", "Tổ dân phố số 5, khu phố Hòa Bình", "Bồi thường giải phóng mặt bằng dự án đường vành đai"],
  ["Lò Văn Ơn", "Bản Mường", "Chế độ chính sách hộ nghèo"],
  ["H'Hen Niê Kđăm", "Buôn Ea Tiêu", ""],
  ["Đặng Quốc Việt", "Thôn Tây", "Rác thải sinh hoạt chưa được thu gom đúng lịch"],
  ["Bùi Thị Ngọc Hân", "Thôn Nam", "Trường mầm non xuống cấp"],
  ["Công Tằng Tôn Nữ Thị Diệu Hiền", "Thôn Đông", "Di tích đình làng"],
  ["Vũ Đình Khoa", "Thôn Bắc", "Kênh mương nội đồng", "Hội Cựu chiến binh"],
  ["Hoàng Thị Lan", "Thôn Tây", "Trạm y tế"],
  ["Lê Quang Minh", "Thôn Bắc", "An ninh trật tự"],
  ["Trịnh Văn Nam", "Thôn Nam", "Giá thuê đất ao hồ"],
  ["Đỗ Thị Oanh", "Thôn Đông", "Chợ xã"],
];

/** Puts them on the list, in this order; they are told the numbers from 1. */
export async function fill(hall: Hall, count = PEOPLE.length): Promise<void> {
  const desk = hall.api("desk");
  for (const [name, hamlet, subject, onBehalf] of PEOPLE.slice(0, count)) {
    const speaker = { name, hamlet, subject, ...(onBehalf ? { on_behalf: onBehalf } : {}) };
    await desk.do({ speakers: { RegisterSpeaker: { speaker } } });
  }
}

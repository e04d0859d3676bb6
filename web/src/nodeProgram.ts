/** Draws actors as circles and regular polygons, one shape a kind, with a rim. */

import { NodeProgram, type ProgramInfo } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";

import type { EdgeValues, NodeValues } from "./graph.ts";
import type { Pace } from "./pace.ts";
import { outerRadius } from "./palette.ts";

export interface DrawnNode extends NodeDisplayData {
  corners?: number;
  turn?: number;
  rim?: string;
  rimWidth?: number;
}

const UNIFORMS = ["u_matrix", "u_size", "u_sizeRatio", "u_pixelRatio"] as const;

const VERTEX = /* glsl */ `
attribute vec2 a_position;
attribute float a_radius;
attribute float a_corners;
attribute float a_turn;
attribute float a_rimWidth;
attribute vec4 a_color;
attribute vec4 a_rim;
attribute vec4 a_id;
attribute vec2 a_corner;

uniform mat3 u_matrix;
uniform vec2 u_size;
uniform float u_sizeRatio;

varying vec4 v_color;
varying vec4 v_rim;
varying vec2 v_from;
varying float v_radius;
varying float v_corners;
varying float v_turn;
varying float v_rimWidth;

void main() {
  vec2 middle = ((u_matrix * vec3(a_position, 1.0)).xy * 0.5 + 0.5) * u_size;
  v_radius = max(a_radius / u_sizeRatio, 1.5);
  v_rimWidth = a_rimWidth;
  v_from = a_corner * (v_radius + v_rimWidth + 1.5);
  v_corners = a_corners;
  v_turn = a_turn;
  gl_Position = vec4((middle + v_from) / u_size * 2.0 - 1.0, 0.0, 1.0);
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_rim = a_rim;
  v_color.a *= 255.0 / 254.0;
  v_rim.a *= 255.0 / 254.0;
}
`;

const FRAGMENT = /* glsl */ `
precision highp float;

varying vec4 v_color;
varying vec4 v_rim;
varying vec2 v_from;
varying float v_radius;
varying float v_corners;
varying float v_turn;
varying float v_rimWidth;

uniform float u_pixelRatio;

void main() {
  float outside = length(v_from) - v_radius;
  if (v_corners > 2.5) {
    float step_ = 6.2831853 / v_corners;
    float angle = atan(v_from.x, v_from.y) - v_turn;
    float within = mod(angle + step_ * 0.5, step_) - step_ * 0.5;
    // Corners lie at v_radius; sides are nearer to the middle by the cosine of half a step.
    outside = length(v_from) * cos(step_ * 0.5 - abs(within)) - v_radius * cos(step_ * 0.5);
  }
  #ifdef PICKING_MODE
  if (outside > v_rimWidth) discard;
  gl_FragColor = v_color;
  #else
  float feather = 1.0 / u_pixelRatio;
  float fill = 1.0 - smoothstep(-feather * 0.5, feather * 0.5, outside);
  float ink = 1.0 - smoothstep(v_rimWidth - feather * 0.5, v_rimWidth + feather * 0.5, outside);
  gl_FragColor = mix(v_rim, v_color, fill) * ink;
  #endif
}
`;

// One triangle around the unit square that the shape stands in.
const AROUND = [[-1, -1], [3, -1], [-1, 3]];

/** The program for actors; while `pace` is rough, they cannot be pointed at. */
export function actorProgram(pace: Readonly<Pace>) {
  return class ActorProgram extends NodeProgram<(typeof UNIFORMS)[number], NodeValues, EdgeValues> {
    override getDefinition() {
      const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
      return {
        VERTICES: 3,
        VERTEX_SHADER_SOURCE: VERTEX,
        FRAGMENT_SHADER_SOURCE: FRAGMENT,
        METHOD: TRIANGLES,
        UNIFORMS,
        ATTRIBUTES: [
          { name: "a_position", size: 2, type: FLOAT },
          { name: "a_radius", size: 1, type: FLOAT },
          { name: "a_corners", size: 1, type: FLOAT },
          { name: "a_turn", size: 1, type: FLOAT },
          { name: "a_rimWidth", size: 1, type: FLOAT },
          { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: "a_rim", size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
        ],
        CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
        CONSTANT_DATA: AROUND,
      };
    }

    override processVisibleItem(index: number, at: number, data: DrawnNode): void {
      const sides = data.corners ?? 0;
      this.array.set(
        [
          data.x, data.y,
          data.size * outerRadius(sides),
          sides,
          ((data.turn ?? 0) * Math.PI) / 180,
          data.rimWidth ?? 1.5,
          floatColor(data.color),
          floatColor(data.rim ?? data.color),
          index,
        ],
        at,
      );
    }

    override render(params: RenderParams): void {
      const { pickProgram } = this;
      if (pace.rough) this.pickProgram = null;
      super.render(params);
      this.pickProgram = pickProgram;
    }

    override setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
      gl.uniformMatrix3fv(uniformLocations["u_matrix"] ?? null, false, params.matrix);
      gl.uniform2f(uniformLocations["u_size"] ?? null, params.width, params.height);
      gl.uniform1f(uniformLocations["u_sizeRatio"] ?? null, params.sizeRatio);
      gl.uniform1f(uniformLocations["u_pixelRatio"] ?? null, params.pixelRatio);
    }
  };
}
